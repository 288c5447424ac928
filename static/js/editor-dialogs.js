// What the tools of the editor ask for before they do something: an address, the words of a note,
// the size of a table, a picture. The dialogs stand in templates/masterplans/_editor_dialogs.html.
import { TextSelection, oneLine } from "simpul/editor-parts";

const FAILED = {
  401: "Waktu masuk habis, jadi gambar belum diunggah. Tulisan Anda tetap ada di sini. Masuk lagi di tab lain, lalu unggah lagi.",
  403: "Gambar belum diunggah, karena halaman ini sudah lama dibuka atau bukan lagi bagian Anda. Tulisan Anda tetap ada di sini. Buka halaman ini di tab baru, lalu unggah lagi.",
  413: "Berkas ini terlalu besar. Perkecil gambarnya, lalu unggah lagi.",
};
const UNREACHED = "Gambar belum diunggah: tidak ada sambungan ke Simpul. Tulisan Anda tetap ada di sini. Coba lagi sebentar lagi.";

// Shows a dialog; tells which button closed it ("" for leaving). When it is closed the browser sets
// the caret where it likes, so the selection is remembered, followed if the text changes below, and
// set again before another key can come.
function shown(editor, dialog) {
  let mark = editor.state.selection.getBookmark();
  const follow = ({ transaction }) => {
    if (transaction.docChanged) mark = mark.map(transaction.mapping);
  };
  editor.on("transaction", follow);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((tell) => {
    const over = new AbortController();
    const settle = () => {
      over.abort();
      editor.off("transaction", follow);
      editor.view.focus();
      editor.view.dispatch(editor.state.tr.setSelection(mark.resolve(editor.state.doc)));
      tell(dialog.returnValue);
    };
    const submit = (event) => {
      if (event.defaultPrevented) return; // a picture is sent first
      event.preventDefault();
      dialog.close(event.submitter?.value ?? "set");
      settle();
    };
    dialog.addEventListener("submit", submit, { signal: over.signal });
    dialog.addEventListener("close", settle, { signal: over.signal });
  });
}

// A dialog for new things has no "Hapus"; what it removes is not there yet.
function prepare(id, fields, isNew) {
  const dialog = document.getElementById(`alat-${id}`);
  for (const [name, value] of Object.entries(fields)) dialog.querySelector(`[name=${name}]`).value = value;
  dialog.querySelectorAll("[data-not-new]").forEach((part) => (part.hidden = isNew));
  dialog.querySelectorAll("[data-only-new]").forEach((part) => (part.hidden = !isNew));
  return dialog;
}

// The selection, with where the caret went a moment ago.
function selected(editor) {
  editor.view.domObserver.flush();
  return editor.state.selection;
}

const field = (dialog, name) => dialog.querySelector(`[name=${name}]`);

export async function askForLink(editor) {
  selected(editor);
  const had = editor.getAttributes("link").href || "";
  const dialog = prepare("tautan", { alamat: had }, !had);
  const said = await shown(editor, dialog);
  const typed = field(dialog, "alamat").value.trim();
  const href = /^(https?:\/\/|mailto:)/i.test(typed) ? typed : typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
  const chain = editor.chain().extendMarkRange("link");
  if (said === "unset") chain.unsetLink().run();
  if (said !== "set" || !typed || /\s/.test(typed)) return;
  if (editor.state.selection.empty && !had) {
    chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
  } else {
    chain.setLink({ href }).run();
  }
}

// At the note that is chosen, or a new one behind the selection.
export async function askForNote(editor) {
  const { node } = selected(editor);
  const chosen = node?.type.name === "footnote" ? node : null;
  const dialog = prepare("catatan", { kata: chosen?.attrs.text || "" }, !chosen);
  const said = await shown(editor, dialog);
  const text = oneLine(field(dialog, "kata").value);
  if (chosen && said === "unset") editor.commands.deleteSelection();
  if (said !== "set" || !text) return;
  const note = editor.schema.nodes.footnote.create({ text });
  const { tr, selection } = editor.state;
  editor.view.dispatch(
    chosen ? tr.setNodeMarkup(selection.from, null, { text }) : tr.insert(selection.to, note).scrollIntoView(),
  );
}

// After the table in which one stands: a table in a table is not made.
export async function askForTable(editor) {
  selected(editor);
  const dialog = prepare("tabel", { judul: "" }, true);
  if ((await shown(editor, dialog)) !== "set") return;
  const number = (name, most) => Math.min(most, Math.max(1, Number(field(dialog, name).value) || 3));
  const [rows, columns] = [number("baris", 100), number("kolom", 20)];
  const { nodes } = editor.schema;
  const line = (kind) => nodes.tableRow.create(null, Array.from({ length: columns }, () => kind.createAndFill()));
  const head = field(dialog, "kepala").checked;
  const lines = Array.from({ length: rows }, (_, i) => line(head && !i ? nodes.tableHeader : nodes.tableCell));
  const table = nodes.table.create({ caption: oneLine(field(dialog, "judul").value) }, lines);
  insertBlock(editor, table);
}

// Behind the outermost block in which the selection ends (a table stands in no list and in no other
// table), or in place of an empty paragraph.
function insertBlock(editor, block) {
  const { state } = editor;
  const { $to } = state.selection;
  const isEmpty = $to.depth === 1 && $to.parent.type.name === "paragraph" && !$to.parent.content.size;
  const to = $to.depth ? $to.after(1) : $to.pos;
  const from = isEmpty ? $to.before(1) : to;
  const { tr } = state;
  tr.replaceWith(from, to, block);
  if (from + block.nodeSize === tr.doc.content.size) {
    tr.insert(tr.doc.content.size, editor.schema.nodes.paragraph.create()); // to go on writing
  }
  const inside = block.type.name === "table" ? 4 : block.nodeSize + 1;
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(from + inside))).scrollIntoView());
  editor.view.focus();
}

function surrounding(editor, name) {
  const selection = selected(editor);
  if (selection.node?.type.name === name) return { node: selection.node, at: selection.from };
  const { $from } = selection;
  for (let depth = $from.depth; depth; depth--) {
    if ($from.node(depth).type.name === name) return { node: $from.node(depth), at: $from.before(depth) };
  }
  return null;
}

export async function askForCaption(editor) {
  const table = surrounding(editor, "table");
  if (!table) return;
  const had = table.node.attrs.caption;
  const dialog = prepare("judul-tabel", { judul: had }, !had);
  const said = await shown(editor, dialog);
  if (!said) return;
  const caption = said === "set" ? oneLine(field(dialog, "judul").value) : "";
  editor.view.dispatch(editor.state.tr.setNodeMarkup(table.at, null, { ...table.node.attrs, caption }));
}

async function uploaded(dialog, config, textarea) {
  const body = new FormData();
  body.append("file", field(dialog, "berkas").files[0]);
  body.append("alt", oneLine(field(dialog, "keterangan").value));
  const token = textarea.form.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "X-CSRFToken": token, "X-Simpul-Save": document.body.dataset.person };
  let answer;
  try {
    answer = await fetch(config.upload, { method: "POST", body, headers });
  } catch {
    return { message: UNREACHED };
  }
  if (FAILED[answer.status]) return { message: FAILED[answer.status] };
  const told = await answer.json().catch(() => null);
  return told || { message: answer.redirected ? FAILED[401] : UNREACHED };
}

// A new picture, perhaps one that was pasted or dropped; or other words for the one that is chosen.
export async function askForPicture(editor, config, textarea, file = null) {
  const figure = file ? null : surrounding(editor, "figure");
  const dialog = prepare("gambar-baru", { keterangan: figure?.node.firstChild.attrs.alt || "" }, !figure);
  const [input, trouble] = [field(dialog, "berkas"), dialog.querySelector("[role=alert]")];
  const files = new DataTransfer();
  if (file) files.items.add(file);
  input.files = files.files;
  input.required = !figure;
  trouble.hidden = true;
  let told = {};
  const send = async (event) => {
    if (event.submitter?.value !== "set") return;
    event.preventDefault();
    if (dialog.dataset.busy) return;
    dialog.dataset.busy = "1";
    told = figure ? {} : await uploaded(dialog, config, textarea);
    delete dialog.dataset.busy;
    trouble.hidden = !told.message;
    trouble.textContent = told.message || "";
    if (!told.message && dialog.open) dialog.close("set");
  };
  dialog.addEventListener("submit", send);
  const said = await shown(editor, dialog);
  dialog.removeEventListener("submit", send);
  if (said !== "set") return;
  const alt = oneLine(field(dialog, "keterangan").value);
  if (figure) describe(editor, surrounding(editor, "figure"), alt);
  else insertFigure(editor, alt, told.src);
}

function insertFigure(editor, alt, src) {
  const { figure, image, caption } = editor.schema.nodes;
  const words = alt ? editor.schema.text(alt) : null;
  insertBlock(editor, figure.create(null, [image.create({ src, alt }), caption.create(null, words)]));
}

function describe(editor, figure, alt) {
  if (!figure) return;
  const { attrs } = figure.node.firstChild;
  editor.view.dispatch(editor.state.tr.setNodeMarkup(figure.at + 1, null, { ...attrs, alt }));
}
