// The rich-text editor over the box of a section. The parts come from django-prose-editor; which of
// them, the server says in data-django-prose-editor-simpul, the same list that cleans the text.
// The page works without it: the box itself holds HTML, and after every change it does so again.
//
// For whoever saves the form: the box has the newest text whenever its `input` event comes, and
// the event `autosave:take` on the form (detail.values) puts another text into the editor.
import { askForCaption, askForLink, askForNote, askForPicture, askForTable } from "simpul/editor-dialogs";
import { Editor, chosen, documentOf, written } from "simpul/editor-parts";
import { cleaned } from "simpul/editor-paste";
import { make, toolbar } from "simpul/editor-tools";

const MARKER = "data-django-prose-editor-simpul";
const PICTURE = /^image\/(png|jpeg|webp)$/;
const LOST = "gambar tidak ikut ditempel. Sisipkan gambarnya satu per satu.";
const STRUCK = "Kata yang dicoret tidak ikut ditempel.";
const OTHER_FILE = "Hanya gambar PNG, JPEG, atau WebP yang dapat diletakkan di sini. Berkas lain diunggah di halaman Berkas.";

// The HTML and the words of a text, block by block: blocks that nobody touched are not read again,
// so a key costs the same in a long text as in a short one.
function reader() {
  const known = new WeakMap();
  const read = (block) => {
    if (!known.has(block)) known.set(block, { html: written(block), words: countWords(block) });
    return known.get(block);
  };
  return (doc) => {
    const blocks = doc.children.map(read);
    const words = blocks.reduce((sum, block) => sum + block.words, 0);
    const html = blocks.map((block) => block.html).join("");
    const isEmpty = !words && !html.includes("<img");
    return { html: isEmpty ? "" : html, words };
  };
}

// As the server counts: parts of a paragraph belong together, a note is a word apart.
function countWords(block) {
  let text = "";
  block.nodesBetween(0, block.content.size, (node) => {
    if (node.isText) text += node.text;
    else if (node.type.name === "footnote") text += ` [${node.attrs.text}]`;
    else text += " ";
    return true;
  });
  return `${block.attrs.caption || ""} ${text}`.split(/\s+/).filter(Boolean).length;
}

function showCount(textarea, words, perMinute) {
  const place = textarea.form?.querySelector("[data-words]");
  if (!place) return;
  const [count, minutes] = [place.querySelector("[data-word-count]"), place.querySelector("[data-minutes]")];
  if (count) count.textContent = words.toLocaleString("id-ID");
  if (minutes) minutes.textContent = Math.max(1, Math.ceil(words / perMinute)).toLocaleString("id-ID");
}

// Only what differs is replaced, so that the caret and what can be undone stay where they were.
function take(editor, html) {
  const { state, view } = editor;
  const next = documentOf(editor, html);
  const start = state.doc.content.findDiffStart(next.content);
  if (start === null) return;
  let { a, b } = state.doc.content.findDiffEnd(next.content);
  const overlap = start - Math.min(a, b);
  if (overlap > 0) [a, b] = [a + overlap, b + overlap];
  const tr = state.tr.replace(start, a, next.slice(start, b));
  view.dispatch(tr.setMeta("addToHistory", false).setMeta("taken", true));
}

// Pictures on the clipboard or dropped on the text. Word and Excel send a picture of the words along.
function pictureIn(data) {
  const html = data?.getData("text/html") || "";
  if (data?.getData("text/plain") || html.replace(/<[^>]*>/g, "").trim()) return null;
  return [...(data?.files || [])];
}

function filesTaken(files, ask, say) {
  if (!files?.length) return false;
  const picture = files.find((file) => PICTURE.test(file.type));
  if (picture) ask(picture);
  else say(OTHER_FILE);
  return true;
}

// Esc, then Tab leaves the text, also from a table, where Tab goes from cell to cell. True keeps the
// editor from reading the key; the browser then does with it what it always does.
function leaving() {
  let leaves = false;
  return (view, event) => {
    if (leaves && event.key === "Tab") return true;
    if (event.key !== "Shift") leaves = event.key === "Escape";
    return false;
  };
}

function shortcuts(acts, bar) {
  return (view, event) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (event.altKey && event.key === "F10") bar().querySelector("button[tabindex='0']").focus();
    else if (ctrl && !event.altKey && key === "k") acts.link();
    else if (ctrl && event.altKey && key === "f") acts.note();
    else if (event.key === "Enter" && view.state.selection.node?.type.name === "footnote") acts.note();
    else return false;
    return true;
  };
}

function attributes(textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const faulty = textarea.getAttribute("aria-invalid");
  return {
    class: "sp-editor__text sp-book",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": textarea.getAttribute("aria-label") || label?.textContent || "Isi bagian",
    lang: "id",
    ...(faulty ? { "aria-invalid": faulty } : {}),
  };
}

function mount(textarea) {
  const config = JSON.parse(textarea.getAttribute(MARKER));
  const notice = make("p", { class: "sp-editor__notice", role: "status" });
  const say = (sentence) => void (notice.textContent = sentence);
  const box = make("div", { class: "sp-editor" });
  const acts = {
    link: () => askForLink(editor),
    note: () => askForNote(editor),
    table: () => askForTable(editor),
    caption: () => askForCaption(editor),
    picture: (file) => askForPicture(editor, config, textarea, file),
  };
  const addPicture = (file) => (config.upload ? acts.picture(file) : say(OTHER_FILE));
  const editor = new Editor({
    element: box,
    injectCSS: false, // the policy allows no inline style; css/editor.css has what it would inject
    extensions: chosen(config),
    content: textarea.value,
    editorProps: {
      attributes: attributes(textarea),
      handleDOMEvents: { keydown: leaving() },
      handleKeyDown: shortcuts(acts, () => bar),
      transformPastedHTML: (html) => {
        const { html: bare, lost, struck } = cleaned(html, config);
        const told = [lost ? `${lost} ${LOST}` : "", struck ? STRUCK : ""].filter(Boolean);
        if (told.length) say(told.join(" "));
        return bare;
      },
      handlePaste: (view, event) => filesTaken(pictureIn(event.clipboardData), addPicture, say),
      handleDrop: (view, event) => filesTaken([...(event.dataTransfer?.files || [])], addPicture, say),
    },
  });
  const bar = toolbar(editor, config, acts, say);
  const had = document.activeElement === textarea; // somebody began before the editor stood
  box.prepend(bar);
  box.append(notice);
  box.addEventListener("note:open", acts.note);
  textarea.before(box);
  textarea.hidden = true;
  if (had) editor.commands.focus("end");
  textarea.closest("[data-editor]")?.classList.add("is-rich");
  document.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => editor.commands.focus());
  keepCurrent(editor, textarea, config, say);
  editor.view.dispatch(editor.state.tr); // so that the tools show their state
  textarea.dispatchEvent(new CustomEvent("editor:ready", { bubbles: true, detail: { editor } }));
}

function keepCurrent(editor, textarea, config, say) {
  const read = reader();
  let told = true; // whether the last change was told as `change` as well
  editor.on("update", ({ transaction }) => {
    const { html, words } = read(editor.state.doc);
    textarea.value = html;
    showCount(textarea, words, config.wordsPerMinute);
    if (transaction.getMeta("taken")) return;
    if (!transaction.getMeta("paste")) say(""); // what was said of a paste stays until the next key
    told = false;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
  editor.on("blur", () => {
    if (!told) textarea.dispatchEvent(new Event("change", { bubbles: true }));
    told = true;
  });
  // The browser tells the form of a key before the box holds it.
  editor.view.dom.addEventListener("input", (event) => event.stopPropagation());
  textarea.form?.addEventListener("autosave:take", ({ detail }) => {
    const html = detail?.values?.[textarea.name];
    if (html === undefined) return;
    take(editor, html);
    textarea.value = html;
  });
  const soon = window.requestIdleCallback || setTimeout;
  soon(() => editor.isDestroyed || read(editor.state.doc)); // the first key is quick too
}

function mountAll() {
  const boxes = document.querySelectorAll(`textarea[${MARKER}]`);
  const dialogs = document.querySelector("template[data-editor-dialogs]");
  if (dialogs) document.body.append(dialogs.content.cloneNode(true));
  boxes.forEach(mount);
}

// The script is async: a slow line must not hold up the rest of the page.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
else mountAll();
