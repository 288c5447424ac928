// Blocks beside a form that saves itself: two texts of which one is to be chosen, and a draft that is
// offered back. They say that they are there and take no focus: F2 goes to the block, Esc back to the
// box. Both give back a block with `remove()`.
window.SimpulSaveBlocks = (() => {
  const { make } = window.SimpulDom;
  const BLOCK = ".sp-clash[data-of]";
  const open = new Map(); // form -> its blocks, as they stand in the page

  function put(form, element) {
    const row = form.closest("tr");
    const last = (open.get(form) || []).at(-1);
    let whole = element;
    if (row) whole = make("tr", { class: "sp-row-block" }, make("td", { colspan: String(row.cells.length) }, element));
    if (last?.whole.isConnected) last.whole.after(whole);
    else if (row) row.after(whole);
    else form.before(whole);
    const block = {
      whole,
      focus: () => (element.scrollIntoView({ block: "nearest" }), element.querySelector("button").focus()),
      remove: () => remove(form, block),
    };
    open.set(form, [...(open.get(form) || []), block]);
    return block;
  }

  // Whoever chose by keyboard goes on in the form.
  function remove(form, block) {
    const hadFocus = block.whole.contains(document.activeElement);
    block.whole.remove();
    open.set(form, (open.get(form) || []).filter((one) => one !== block));
    if (hadFocus) back(form);
  }

  let lastBox = null;
  document.addEventListener("focusin", (event) => {
    if (event.target.form && !event.target.closest(BLOCK)) lastBox = event.target;
    else if (event.target.isContentEditable) lastBox = event.target;
  });
  function back(form) {
    const own = lastBox?.isConnected && (lastBox.form === form || form.contains(lastBox));
    const first = [...form.elements].find((box) => box.type !== "hidden" && !box.hidden && !box.disabled);
    (own ? lastBox : first)?.focus();
  }

  const formOf = (element) => element.form || element.closest?.("form") || element.closest?.("tr")?.querySelector("form");
  document.addEventListener(
    "keydown",
    (event) => {
      const blocks = open.get(event.key === "F2" && formOf(event.target)) || [];
      if (!blocks.length) return;
      event.preventDefault();
      event.stopPropagation(); // in a grid F2 goes to the buttons of the row otherwise
      blocks[0].focus();
    },
    true,
  );
  document.addEventListener("keydown", (event) => {
    const block = event.key === "Escape" && event.target.closest?.(BLOCK);
    const found = block && [...open].find(([, blocks]) => blocks.some((one) => one.whole.contains(block)));
    if (found) back(found[0]);
  });

  // --- two texts

  function clash(form, answer, chosen) {
    const said = make("p", { class: "visually-hidden", role: "alert" }, `${answer.who} baru saja mengubah isian ini. Tekan F2 untuk memilih yang dipakai.`);
    const both = make("div", {});
    both.innerHTML = answer.html; // from our own server, escaped there; the policy runs no script in it
    const element = make("div", { class: "sp-clash", "data-of": form.id, role: "group", "aria-label": "Dua tulisan berbeda" }, said, both);
    const block = put(form, element);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-keep]");
      if (!button) return;
      event.preventDefault();
      block.remove();
      chosen(button.dataset.keep);
    });
    return block;
  }

  // --- a draft

  const fields = (form, name) => [...form.elements].filter((one) => one.name === name);

  function labelOf(form, name) {
    const field = fields(form, name)[0];
    return field?.labels?.[0]?.textContent.trim() || field?.getAttribute("aria-label") || name;
  }

  function isHidden(form, name) {
    const field = fields(form, name)[0];
    return !field || (field.type === "hidden" && field.tagName === "INPUT");
  }

  // The words of rich text, a line for each block; nothing in it is run or fetched.
  function plain(value) {
    if (!/<\w/.test(value)) return value;
    const inert = new DOMParser().parseFromString(value, "text/html");
    inert.querySelectorAll("p,li,h2,h3,h4,tr,blockquote,figure").forEach((block) => block.append("\n"));
    return inert.body.textContent.trim();
  }

  function inWords(form, entries, name) {
    const own = fields(form, name);
    const words = entries.filter(([one]) => one === name).map(([, value]) => {
      if (own[0]?.tagName === "SELECT") return [...own[0].options].find((one) => one.value === value)?.text.trim() || value;
      if (["checkbox", "radio"].includes(own[0]?.type)) return own.find((one) => one.value === value)?.labels?.[0]?.textContent.trim() || value;
      return plain(value);
    });
    return words.join(", ");
  }

  function when(moment) {
    const day = new Date(moment).toLocaleDateString("id-ID", { day: "numeric", month: "long" });
    const clock = new Date(moment).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
    return `${day} pukul ${clock.replace(":", ".")}`;
  }

  const marked = (pieces) => pieces.map(({ same, text }) => (same ? document.createTextNode(text) : make("mark", {}, text)));
  const version = (title, pieces) =>
    make("section", { class: "sp-version" }, make("header", {}, make("b", {}, title)), make("div", { class: "sp-diff sp-draft__text" }, ...marked(pieces)));

  function compared(form, draft, confirmed) {
    const names = [...new Set([...draft.content, ...confirmed].map(([name]) => name))];
    const words = (entries, name) => inWords(form, entries, name);
    const differing = names.filter((name) => !isHidden(form, name) && words(draft.content, name) !== words(confirmed, name));
    const lost = [...new Set(draft.content.filter(([name, value]) => value && !fields(form, name).length).map(([name]) => name))];
    const rows = differing.map((name) => {
      const [left, right] = window.SimpulTextDiff.sides(words(confirmed, name), words(draft.content, name));
      const label = labelOf(form, name);
      return make("div", { class: "sp-two" }, version(`${label}: di peladen`, left), version(`${label}: di peramban ini`, right));
    });
    for (const name of lost) rows.push(make("p", {}, `Isian yang tidak ada lagi di halaman ini: ${words(draft.content, name)}`));
    return rows.length ? rows : [make("p", {}, "Kata-katanya sama dengan yang di peladen; yang berbeda hanya bentuknya.")];
  }

  function offer(form, draft, confirmed, decided) {
    const use = make("button", { type: "button", class: "btn btn-primary" }, "Pakai tulisan ini");
    const leave = make("button", { type: "button", class: "btn btn-link" }, "Buang");
    const element = make("section", { class: "sp-clash sp-draft", "data-of": form.id, "aria-label": "Tulisan yang belum terkirim" },
      make("div", { role: "alert" }, make("h2", {}, `Ada tulisan Anda yang belum terkirim, dari ${when(draft.at)}.`)),
      make("p", {}, "Tulisan itu tersimpan di peramban ini. Bandingkan dengan yang ada di peladen, lalu pilih."),
      ...compared(form, draft, confirmed), make("div", { class: "sp-ask__do" }, use, leave));
    const block = put(form, element);
    use.addEventListener("click", () => (block.remove(), decided(true)));
    leave.addEventListener("click", () => (block.remove(), decided(false)));
    return block;
  }

  return { clash, offer };
})();
