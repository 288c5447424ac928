// What a form that saves itself shows: the state in words, sentences beside boxes, two texts that
// clash, and a draft that is offered back. autosave.js says what happened; here it is told.
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
    status
      ? show(form, "off", "exclamation-triangle", `Belum tersimpan: peladen menolak (kode ${status}). Tulisan aman di peramban ini.`)
      : show(form, "off", "wifi-off", "Belum tersimpan: tidak ada sambungan. Tulisan aman di peramban ini.");
  const noStore = (form) =>
    show(form, "err", "exclamation-triangle", "Peramban ini tidak dapat menyimpan cadangan. Jangan tutup halaman sebelum tersimpan.");
  const refused = (form, sentence) => show(form, "err", "exclamation-triangle", `Belum tersimpan: ${sentence}`);

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

  // --- blocks beside the form: a clash, a draft

  function put(form, block) {
    const own = form.id && document.querySelector(`[data-block-place="${form.id}"]`);
    const row = form.closest("tr");
    if (own) own.replaceChildren(block);
    else if (row) {
      const wide = make("td", { colspan: String(row.cells.length) }, block);
      row.after(make("tr", { class: "sp-row-block" }, wide));
    } else form.before(block);
    block.focus();
  }

  function away(block) {
    (block.closest("tr.sp-row-block") || block).remove();
  }

  function clash(form, answer, chosen) {
    show(form, "err", "exclamation-triangle", `Belum tersimpan: ${answer.who} baru saja mengubah isian ini. Pilih yang dipakai.`);
    const block = make("div", { class: "sp-clash", tabindex: "-1", role: "alertdialog", "aria-label": "Dua tulisan berbeda" });
    block.innerHTML = answer.html; // from our own server, escaped there; the policy runs no script in it
    block.addEventListener("click", (event) => {
      const button = event.target.closest("[data-keep]");
      if (!button) return;
      event.preventDefault();
      away(block);
      chosen(button.dataset.keep);
    });
    put(form, block);
  }

  function labelOf(form, name) {
    const field = [...form.elements].find((one) => one.name === name);
    const label = field?.labels?.[0]?.textContent.trim() || field?.getAttribute("aria-label");
    return label || name;
  }

  const HIDDEN = (form, name) => {
    const field = [...form.elements].find((one) => one.name === name);
    return !field || (field.type === "hidden" && field.tagName === "INPUT");
  };

  function inWords(form, entries, name) {
    const values = entries.filter(([one]) => one === name).map(([, value]) => value);
    const field = [...form.elements].find((one) => one.name === name);
    const words = values.map((value) => {
      if (field?.tagName === "SELECT") return [...field.options].find((one) => one.value === value)?.text.trim() || value;
      if (field?.type === "checkbox" || field?.type === "radio")
        return [...form.elements].find((one) => one.name === name && one.value === value)?.labels?.[0]?.textContent.trim() || value;
      return window.SimpulCompare.plain(value);
    });
    return words.join(", ");
  }

  function when(moment) {
    const day = new Date(moment).toLocaleDateString("id-ID", { day: "numeric", month: "long" });
    const clock = new Date(moment).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
    return `${day} pukul ${clock.replace(":", ".")}`;
  }

  function offer(form, draft, confirmed, decided) {
    const names = [...new Set([...draft.content, ...confirmed].map(([name]) => name))];
    const differing = names.filter((name) => inWords(form, draft.content, name) !== inWords(form, confirmed, name) && !HIDDEN(form, name));
    const lost = [...new Set(draft.content.filter(([name, value]) => value && ![...form.elements].some((one) => one.name === name)).map(([name]) => name))];
    const use = make("button", { type: "button", class: "btn btn-primary" }, "Pakai tulisan ini");
    const leave = make("button", { type: "button", class: "btn btn-link" }, "Buang");
    const rows = differing.map((name) => {
      const [left, right] = window.SimpulCompare.sides(inWords(form, confirmed, name), inWords(form, draft.content, name));
      return make("div", { class: "sp-two" },
        make("section", { class: "sp-version" }, make("header", {}, make("b", {}, `${labelOf(form, name)}: di peladen`)), make("div", { class: "sp-diff sp-draft__text" }, ...left)),
        make("section", { class: "sp-version" }, make("header", {}, make("b", {}, `${labelOf(form, name)}: di peramban ini`)), make("div", { class: "sp-diff sp-draft__text" }, ...right)));
    });
    for (const name of lost) rows.push(make("p", {}, `Isian yang tidak ada lagi di halaman ini: ${inWords(form, draft.content, name)}`));
    if (!rows.length) rows.push(make("p", {}, "Kata-katanya sama dengan yang di peladen; yang berbeda hanya bentuknya."));
    const block = make("section", { class: "sp-clash sp-draft", tabindex: "-1", "aria-label": "Tulisan yang belum terkirim" },
      make("h2", {}, `Ada tulisan Anda yang belum terkirim, dari ${when(draft.at)}.`),
      make("p", {}, "Tulisan itu tersimpan di peramban ini. Bandingkan dengan yang ada di peladen, lalu pilih."),
      ...rows, make("div", { class: "sp-ask__do" }, use, leave));
    use.addEventListener("click", () => (away(block), decided(true)));
    leave.addEventListener("click", () => (away(block), decided(false)));
    put(form, block);
  }

  return { changed, saving, saved, same, invalid, offline, noStore, refused, signedOut, messages, clash, offer };
})();
