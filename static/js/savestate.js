// What a form that saves itself says: its state in words, and sentences beside boxes. autosave.js
// knows what happened; here it is told. Two texts, and a draft, are shown by saveblocks.js.
window.SimpulSaveState = (() => {
  const { make } = window.SimpulDom;

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const use = document.createElementNS(space, "use");
    svg.setAttribute("class", "sp-icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${document.body.dataset.icons}#i-${name}`);
    svg.append(use);
    return svg;
  }

  const placeOf = (form) =>
    form.querySelector("[data-save-state]") ||
    (form.id && document.querySelector(`[data-save-state][data-for="${form.id}"]`));

  // Written only when it changes, so that a screen reader hears each state once.
  function show(form, kind, sign, ...words) {
    const place = placeOf(form);
    if (!place || place.dataset.now === kind + words) return;
    place.dataset.now = kind + words;
    place.className = `sp-save${kind ? ` sp-save--${kind}` : ""}`;
    place.setAttribute("role", "status");
    place.replaceChildren(icon(sign), make("span", {}, ...words));
  }

  const changed = (form) => show(form, "", "pencil", "Belum tersimpan …");
  const saving = (form) => show(form, "", "three-dots", "Menyimpan …");
  const same = (form) => show(form, "ok", "check2", "Tersimpan");
  const saved = (form, at, messages) =>
    Object.keys(messages || {}).length
      ? show(form, "off", "exclamation-triangle", `Tersimpan pukul ${at}, kecuali isian yang ditandai`)
      : show(form, "ok", "check2", `Tersimpan pukul ${at}`);
  const invalid = (form, told) =>
    show(form, "off", "exclamation-triangle", `Belum tersimpan: ${told[""] || "perbaiki isian yang ditandai"}`);
  const offline = (form, status) =>
    [502, 503, 504].includes(status)
      ? show(form, "off", "wifi-off", "Belum tersimpan: Simpul sebentar tidak dapat menyimpan. Tulisan aman di peramban ini.")
      : status
      ? show(form, "off", "exclamation-triangle", `Belum tersimpan: peladen menolak (kode ${status}). Tulisan aman di peramban ini.`)
      : show(form, "off", "wifi-off", "Belum tersimpan: tidak ada sambungan. Tulisan aman di peramban ini.");
  const noStore = (form) =>
    show(form, "err", "exclamation-triangle", "Peramban ini tidak dapat menyimpan cadangan. Jangan tutup halaman sebelum tersimpan.");
  // With an address: the server keeps the text there.
  function refused(form, sentence, url) {
    const kept = url ? [" ", make("a", { href: url }, "Teks Anda sesudah tahap diserahkan")] : [];
    show(form, "err", "exclamation-triangle", `Belum tersimpan: ${sentence}`, ...kept);
  }

  // Two texts: the block with both is there, and takes no focus from whoever types.
  function clash(form, who, block) {
    const lead = make("button", { type: "button", class: "btn btn-link sp-save__lead" }, "Pilih yang dipakai.");
    lead.addEventListener("click", () => block.focus());
    show(form, "err", "exclamation-triangle", `Belum tersimpan: ${who} baru saja mengubah isian ini. `, lead);
  }

  function signedOut(form, byAnother) {
    const link = make("a", { href: `/akun/masuk/?next=${encodeURIComponent(location.pathname + location.search)}`, target: "_blank", rel: "opener" }, "Masuk lagi");
    const why = byAnother ? "Belum tersimpan: orang lain masuk di peramban ini. " : "Belum tersimpan: waktu masuk habis. Tulisan aman di peramban ini. ";
    show(form, "off", "person-lock", why, link, " untuk mengirimnya.");
  }

  // --- sentences beside the boxes

  function messages(form, told) {
    for (const old of document.querySelectorAll(`[data-told-by="${idOf(form)}"]`)) old.remove();
    for (const field of form.elements) {
      if (field.dataset.wrong === undefined) continue;
      delete field.dataset.wrong;
      field.removeAttribute("aria-invalid");
      field.classList.remove("is-invalid");
      field.removeAttribute("aria-errormessage");
    }
    for (const [name, sentence] of Object.entries(told)) {
      const field = name && [...form.elements].find((one) => one.name === name && one.type !== "hidden");
      if (!field) continue;
      const id = `kata-${idOf(form)}-${name}`;
      field.dataset.wrong = "";
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-errormessage", id);
      field.classList.add("is-invalid");
      field.after(make("div", { class: "invalid-feedback d-block", id, "data-told-by": idOf(form) }, sentence));
    }
  }

  let counter = 0;
  const idOf = (form) => (form.dataset.mark ||= String(++counter));

  return { changed, saving, saved, same, invalid, offline, noStore, refused, clash, signedOut, messages };
})();
