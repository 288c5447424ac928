// The tool bar of the editor: one stop of the Tab key, arrows go from tool to tool. The tools of a
// list and of a table come up where they can be used.

// name, label, icon, command (of the chain, or the name of an act), active?, keys
const TOOLS = [
  ["h3", "Judul kecil", "type-h3", (c) => c.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 }), "Control+Alt+3"],
  ["h4", "Judul lebih kecil", "type-h4", (c) => c.toggleHeading({ level: 4 }), (e) => e.isActive("heading", { level: 4 }), "Control+Alt+4"],
  null,
  ["bold", "Tebal", "type-bold", (c) => c.toggleBold(), (e) => e.isActive("bold"), "Control+B"],
  ["italic", "Miring", "type-italic", (c) => c.toggleItalic(), (e) => e.isActive("italic"), "Control+I"],
  ["sup", "Naik, seperti m²", "superscript", (c) => c.toggleSuperscript(), (e) => e.isActive("superscript")],
  ["sub", "Turun, seperti CO₂", "subscript", (c) => c.toggleSubscript(), (e) => e.isActive("subscript")],
  null,
  ["link", "Tautan", "link-45deg", "link", (e) => e.isActive("link"), "Control+K"],
  ["note", "Catatan kaki", "note", "note", (e) => e.isActive("footnote"), "Control+Alt+F"],
  null,
  ["ul", "Daftar butir", "list-ul", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["ol", "Daftar bernomor", "list-ol", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["sink", "Jadikan butir di bawahnya", "indent", (c) => c.sinkListItem("listItem"), null, "Tab", "listItem"],
  ["lift", "Jadikan butir di atasnya", "outdent", (c) => c.liftListItem("listItem"), null, "Shift+Tab", "listItem"],
  ["quote", "Kutipan", "quote", (c) => c.toggleBlockquote(), (e) => e.isActive("blockquote")],
  null,
  ["table", "Sisipkan tabel", "table", "table"],
  ["picture", "Sisipkan gambar", "image", "picture", (e) => e.isActive("figure")],
  null,
  ["undo", "Urungkan", "arrow-counterclockwise", (c) => c.undo(), null, "Control+Z"],
  ["redo", "Ulangi", "arrow-clockwise", (c) => c.redo(), null, "Control+Y"],
];
const CELLS = "Pilih dua sel atau lebih lebih dahulu: seret di atasnya, atau tahan Shift lalu tekan panah.";
const TABLE_TOOLS = [
  "Baris",
  ["rowbefore", "Tambah baris di atas", "row-above", (c) => c.addRowBefore()],
  ["row", "Tambah baris di bawah", "row-below", (c) => c.addRowAfter()],
  ["delrow", "Hapus baris", "row-delete", (c) => c.deleteRow()],
  "Kolom",
  ["colbefore", "Tambah kolom di kiri", "col-before", (c) => c.addColumnBefore()],
  ["col", "Tambah kolom di kanan", "col-after", (c) => c.addColumnAfter()],
  ["delcol", "Hapus kolom", "col-delete", (c) => c.deleteColumn()],
  "Sel",
  ["merge", "Gabungkan sel", "merge", (c, e, say) => (e.can().mergeCells() ? c.mergeCells() : say(CELLS))],
  ["split", "Pisahkan sel", "split", (c, e, say) => (e.can().splitCell() ? c.splitCell() : say("Sel ini bukan gabungan, jadi tidak dapat dipisahkan."))],
  "Tabel",
  ["head", "Baris judul", "head-row", (c) => c.toggleHeaderRow()],
  ["headcol", "Kolom judul", "head-col", (c) => c.toggleHeaderColumn()],
  ["caption", "Judul tabel", "caption", "caption"],
  ["deltable", "Hapus tabel", "table-delete", (c) => c.deleteTable()],
];
const DRAWN_HERE = /^(type-h4|superscript|subscript|indent|outdent|note|row-|col-|merge|split|head-|caption|table-delete)/;
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function drawn(config, name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("class", "sp-icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${DRAWN_HERE.test(name) ? config.tools : config.icons}#i-${name}`);
  svg.append(use);
  return svg;
}

const spoken = (keys) => (MAC ? keys.replace("Control", "⌘").replace("Alt", "⌥") : keys.replace("Control", "Ctrl"));

function button(config, [name, label, icon, , active, keys]) {
  const made = make("button", { type: "button", "data-tool": name, tabindex: "-1", "aria-label": label });
  made.title = keys ? `${label} (${spoken(keys)})` : label;
  if (keys) made.setAttribute("aria-keyshortcuts", MAC ? keys.replace("Control", "Meta") : keys);
  if (active) made.setAttribute("aria-pressed", "false");
  made.append(drawn(config, icon));
  return made;
}

// One stop of the Tab key; arrows, Home and End go from tool to tool (ARIA toolbar).
function walkable(bar, back) {
  const seen = () => [...bar.querySelectorAll("button")].filter((one) => one.offsetParent);
  const stop = (at) => {
    bar.querySelectorAll("button").forEach((one) => (one.tabIndex = -1));
    at.tabIndex = 0;
  };
  stop(bar.querySelector("button"));
  bar.addEventListener("focusin", (event) => event.target.matches("button") && stop(event.target));
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return back();
    const all = seen();
    const here = all.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  });
  // The stop may have gone away with the tools of a table.
  return () => {
    const at = bar.querySelector("button[tabindex='0']");
    if (!at.offsetParent) stop(seen()[0] || at);
  };
}

// The tools of a table come and go above the text; it stays where it is under the pointer.
function showTables(editor, tables) {
  const hidden = !editor.isActive("table");
  if (tables.hidden === hidden) return;
  const before = editor.view.dom.getBoundingClientRect().top;
  tables.hidden = hidden;
  window.scrollBy({ top: editor.view.dom.getBoundingClientRect().top - before, behavior: "instant" });
}

// The bar for an editor. `acts` are the tools that ask something first, `say` tells a sentence.
export function toolbar(editor, config, acts, say) {
  const bar = make("div", { class: "sp-editor__bar", role: "toolbar", "aria-label": "Format tulisan" });
  const line = make("div", { class: "sp-editor__row" });
  const tables = make("div", { class: "sp-editor__row sp-editor__tables", role: "group", "aria-label": "Tabel", hidden: "" });
  const watched = [];
  const add = (row, tool) => {
    if (!tool) return row.append(make("span", { class: "sp-editor__sep" }));
    if (typeof tool === "string") return row.append(make("span", { class: "sp-editor__label", "aria-hidden": "true" }, tool));
    const made = button(config, tool);
    const [, , , command, active, , place] = tool;
    made.addEventListener("click", () => {
      if (typeof command === "string") return acts[command]();
      command(editor.chain(), editor, say)?.run();
      editor.view.focus();
    });
    row.append(made);
    if (active || place) watched.push({ made, active, place });
  };
  TOOLS.filter((tool) => tool?.[0] !== "picture" || config.upload).forEach((tool) => add(line, tool));
  TABLE_TOOLS.forEach((tool) => add(tables, tool));
  bar.append(line, tables);
  const settle = walkable(bar, () => editor.view.focus());

  // Once a picture of the screen, however many keys were pressed.
  let waits = false;
  const show = () => {
    waits = false;
    if (editor.isDestroyed) return;
    showTables(editor, tables);
    for (const { made, active, place } of watched) {
      if (place) made.hidden = !editor.isActive(place);
      if (active) made.setAttribute("aria-pressed", String(active(editor)));
    }
    settle();
  };
  editor.on("transaction", () => {
    if (!waits) requestAnimationFrame(show);
    waits = true;
  });
  return bar;
}
