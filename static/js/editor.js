// The rich-text editor over the box of a section. The parts come from django-prose-editor; which of
// them, the server says in data-django-prose-editor-simpul, the same list that cleans the text.
// Loaded when the page is ready, because the page works without it: the box itself holds HTML.
const MARKER = "data-django-prose-editor-simpul";

// name, label, icon of the sprite or text, command, active?, only inside a table?
const TOOLS = [
  ["h3", "Judul kecil", "type-h3", (c) => c.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  ["bold", "Tebal", "type-bold", (c) => c.toggleBold(), (e) => e.isActive("bold")],
  ["italic", "Miring", "type-italic", (c) => c.toggleItalic(), (e) => e.isActive("italic")],
  ["link", "Tautan", "link-45deg", "link", (e) => e.isActive("link")],
  null,
  ["ul", "Daftar butir", "list-ul", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["ol", "Daftar bernomor", "list-ol", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["quote", "Kutipan", "quote", (c) => c.toggleBlockquote(), (e) => e.isActive("blockquote")],
  ["table", "Sisipkan tabel", "table", (c, e) => c.setTextSelection(e.state.selection.to).insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["picture", "Sisipkan gambar", "image", "picture"],
  null,
  ["undo", "Urungkan", "arrow-counterclockwise", (c) => c.undo()],
  ["redo", "Ulangi", "arrow-clockwise", (c) => c.redo()],
];
const TABLE_TOOLS = [
  ["row", "Tambah baris", "", (c) => c.addRowAfter()],
  ["col", "Tambah kolom", "", (c) => c.addColumnAfter()],
  ["head", "Baris judul", "", (c) => c.toggleHeaderRow()],
  ["delrow", "Hapus baris", "", (c) => c.deleteRow()],
  ["delcol", "Hapus kolom", "", (c) => c.deleteColumn()],
  ["deltable", "Hapus tabel", "", (c) => c.deleteTable()],
];

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function drawn(icons, name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("class", "sp-icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${icons}#i-${name}`);
  svg.append(use);
  return svg;
}

// Which of the package's parts the server's list names. Pictures only from this masterplan: what
// else is pasted would be dropped when it is saved, so it is not shown either.
function chosen(parts, config) {
  const ours = {
    Image: parts.Image.extend({
      parseHTML: () => [{ tag: `img[src^="${config.pictures}"]` }],
    }),
    Figure: parts.Figure.extend({
      addExtensions: () => [], // its floating menu speaks English; ours is the tool bar
      parseHTML: () => [
        { tag: "figure", getAttrs: (figure) => figure.querySelector(`img[src^="${config.pictures}"]`) && null },
      ],
    }),
  };
  const always = ["Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "History"];
  const named = Object.entries(config.extensions).map(([name, options]) => {
    const part = ours[name] || parts[name];
    return typeof options === "object" ? part.configure(options) : part;
  });
  return [...always.map((name) => parts[name]), ...named];
}

// What comes from Word and web pages brings styles that the policy blocks and pictures that would be
// fetched from elsewhere. The editor's schema drops them later; here they go before they are read.
function bare(html, config) {
  const inert = html.replace(/<(style|script|head|xml)\b[\s\S]*?<\/\1>/gi, "");
  return inert.replace(/<[a-z][^>]*>/gi, (tag) => {
    if (/^<img\b/i.test(tag) && !tag.includes(`src="${config.pictures}`)) return "";
    if (/^<(link|meta|base|iframe|object|embed|source|video|audio)\b/i.test(tag)) return "";
    return tag.replace(/\s(style|background|on\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "");
  });
}

function button(editor, config, tool, act) {
  const [name, label, icon, command, active] = tool;
  const made = make("button", { type: "button", "data-tool": name, tabindex: "-1" });
  if (icon) {
    made.setAttribute("aria-label", label);
    made.title = label;
    made.append(drawn(config.icons, icon));
  } else {
    made.textContent = label;
  }
  if (active) editor.on("transaction", () => made.setAttribute("aria-pressed", String(active(editor))));
  made.addEventListener("click", () => act(command));
  return made;
}

// One stop of the Tab key; arrows, Home and End go from tool to tool (ARIA toolbar).
function walkable(bar) {
  const seen = () => [...bar.querySelectorAll("button")].filter((one) => one.offsetParent);
  const go = (to) => {
    bar.querySelectorAll("button").forEach((one) => (one.tabIndex = -1));
    to.tabIndex = 0;
    to.focus();
  };
  bar.querySelector("button").tabIndex = 0;
  bar.addEventListener("keydown", (event) => {
    const all = seen();
    const here = all.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(all[(to + all.length) % all.length]);
  });
}

function toolbar(editor, config, acts) {
  const bar = make("div", { class: "sp-editor__bar", role: "toolbar", "aria-label": "Format tulisan" });
  const act = (command) => {
    if (typeof command === "string") acts[command]();
    else command(editor.chain(), editor).run();
    if (typeof command !== "string") editor.view.focus();
  };
  const here = TOOLS.filter((tool) => tool?.[0] !== "picture" || document.getElementById("gambar"));
  for (const tool of here) {
    bar.append(tool ? button(editor, config, tool, act) : make("span", { class: "sp-editor__sep" }));
  }
  const tables = make("span", { class: "sp-editor__tables", hidden: "" });
  for (const tool of TABLE_TOOLS) tables.append(button(editor, config, tool, act));
  bar.append(tables);
  editor.on("transaction", () => (tables.hidden = !editor.isActive("table")));
  walkable(bar);
  return bar;
}

// The dialog stands in the page (masterplans/_link_dialog.html).
function askForLink(editor) {
  const dialog = document.getElementById("tautan");
  const field = document.getElementById("tautan-alamat");
  field.value = editor.getAttributes("link").href || "";
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    const chain = editor.chain().extendMarkRange("link");
    const href = field.value.trim();
    if (dialog.returnValue === "unset") chain.unsetLink().run();
    editor.view.focus();
    if (dialog.returnValue !== "set" || !href) return;
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain.setLink({ href }).run();
    }
  }, { once: true });
  dialog.showModal();
}

function askForPicture() {
  const form = document.getElementById("gambar");
  form.open = true;
  form.querySelector("input[type=file]").focus();
}

// "Belum disimpan" beside the text, the number of words, and a warning before leaving.
function watch(editor, textarea) {
  const form = textarea.form;
  const state = document.querySelector(".sp-statusbar .sp-save");
  const words = form?.querySelector("[data-words]");
  const tail = words?.textContent.match(/ dari .*$/)?.[0] || "";
  let changed = false;
  editor.on("update", () => {
    if (!changed && state) {
      state.className = "sp-save sp-save--off";
      state.replaceChildren("Ada perubahan yang belum disimpan");
    }
    changed = true;
    const count = editor.getText({ blockSeparator: "\n" }).split(/\s+/).filter(Boolean).length;
    if (words) words.textContent = `${count.toLocaleString("id-ID")} kata${tail}`;
  });
  form?.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
}

function mount(parts, textarea) {
  const config = JSON.parse(textarea.getAttribute(MARKER));
  const box = make("div", { class: "sp-editor" });
  const name = document.querySelector(`label[for="${textarea.id}"]`)?.textContent || "Isi bagian";
  const faulty = textarea.getAttribute("aria-invalid");
  const editor = new parts.Editor({
    element: box,
    injectCSS: false, // the policy allows no inline style; css/editor.css has what it would inject
    extensions: chosen(parts, config),
    content: textarea.value,
    editorProps: {
      transformPastedHTML: (html) => bare(html, config),
      attributes: {
        class: "sp-editor__text sp-book",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": textarea.getAttribute("aria-label") || name,
        lang: "id",
        ...(faulty ? { "aria-invalid": faulty } : {}),
      },
    },
  });
  editor.on("update", () => (textarea.value = editor.isEmpty ? "" : editor.getHTML()));
  box.prepend(toolbar(editor, config, { link: () => askForLink(editor), picture: askForPicture }));
  const had = document.activeElement === textarea; // somebody began before the editor stood
  textarea.before(box);
  textarea.hidden = true;
  if (had) editor.commands.focus("end");
  textarea.closest("[data-editor]")?.classList.add("is-rich");
  document.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => editor.commands.focus());
  watch(editor, textarea);
  editor.view.dispatch(editor.state.tr); // so that the tools show their state
  textarea.dispatchEvent(new CustomEvent("editor:ready", { bubbles: true, detail: { editor } }));
}

const boxes = document.querySelectorAll(`textarea[${MARKER}]`);
if (boxes.length) {
  const parts = await import("django-prose-editor/editor");
  boxes.forEach((textarea) => mount(parts, textarea));
}
