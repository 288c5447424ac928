// What a text may consist of: the parts of django-prose-editor that the server's list names, and
// only as much of each as the server's cleaner keeps (masterplans/rich_text.py). A test sends
// everything that is allowed, and much that is not, through both and compares.
import * as prose from "django-prose-editor/editor";

const ALWAYS = ["Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "History"];
const SPACE = /[ \t\n\r\f]+/g;

// The words of a note or of a table's name: one line, as the server writes them.
export const oneLine = (text) => (text || "").replace(SPACE, " ").replace(/^ | $/g, "");

const whole = (pattern, flags = "") => new RegExp(`^(?:${pattern})$`, flags);

function numbered(name, pattern) {
  return {
    default: 1,
    parseHTML: (element) => {
      const said = element.getAttribute(name) || "";
      return pattern.test(said) ? Number(said) : 1;
    },
    renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
  };
}

const cell = (part, { patterns }) =>
  part.extend({
    addAttributes: () => ({
      colspan: numbered("colspan", whole(patterns.span)),
      rowspan: numbered("rowspan", whole(patterns.span)),
      colwidth: { default: null, rendered: false, parseHTML: () => null }, // widths are the book's
    }),
  });

// The sign of a numbered list: a letter or a Roman numeral; none is a number.
function signed(pattern) {
  return {
    default: null,
    parseHTML: (element) => {
      const said = element.getAttribute("type") || "";
      return pattern.test(said) ? said : null;
    },
    renderHTML: (attributes) => (attributes.type ? { type: attributes.type } : {}),
  };
}

// A table in its scrolling frame, with its name above it. The name is changed in a dialog.
function tableView({ node }) {
  const frame = document.createElement("div");
  const table = frame.appendChild(document.createElement("table"));
  const name = table.createCaption();
  const body = table.appendChild(document.createElement("tbody"));
  frame.className = "tableWrapper";
  name.contentEditable = "false";
  const update = (changed) => {
    if (changed.type !== node.type) return false;
    name.textContent = changed.attrs.caption;
    name.hidden = !changed.attrs.caption;
    return true;
  };
  update(node);
  const ignoreMutation = (change) => change.type !== "selection" && !body.contains(change.target);
  return { dom: frame, contentDOM: body, update, ignoreMutation };
}

const table = (part) =>
  part.extend({
    addAttributes: () => ({
      caption: {
        default: "",
        rendered: false,
        parseHTML: (element) => oneLine(element.querySelector(":scope > caption")?.textContent),
      },
    }),
    parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
    renderHTML({ node }) {
      const body = ["tbody", 0];
      return node.attrs.caption ? ["table", ["caption", node.attrs.caption], body] : ["table", body];
    },
    addNodeView: () => tableView,
  });

// A note stands in the line as a number and holds its words; in the book it is a footnote.
const footnote = prose.Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({
    text: { default: "", rendered: false, parseHTML: (element) => oneLine(element.textContent) },
  }),
  parseHTML: () => [
    { tag: 'span[class="fn"]', getAttrs: (span) => (oneLine(span.textContent) ? null : false) },
  ],
  renderHTML: ({ node }) => ["span", { class: "fn" }, node.attrs.text],
  renderText: ({ node }) => ` [${node.attrs.text}]`,
  addNodeView:
    () =>
    ({ node, editor, getPos }) => {
      const dom = document.createElement("sup");
      dom.className = "sp-fn";
      dom.addEventListener("click", () => {
        editor.commands.setNodeSelection(getPos());
        dom.dispatchEvent(new Event("note:open", { bubbles: true }));
      });
      const update = (changed) => {
        if (changed.type !== node.type) return false;
        dom.title = `Catatan kaki: ${changed.attrs.text}`;
        return true;
      };
      update(node);
      return { dom, update };
    },
});

const isOwnPicture = (img, patterns) =>
  img?.nodeName === "IMG" && whole(patterns.picture).test(img.getAttribute("src") || "");

const firstIn = (element) =>
  [...element.childNodes].find((node) => node.nodeType !== Node.TEXT_NODE || node.data.trim());

const OURS = {
  Footnote: () => footnote,
  Table: table,
  TableCell: cell,
  TableHeader: cell,
  // Pictures only from this masterplan: what else is pasted would be dropped when it is saved, so
  // it is not shown either. They stand in a figure, always.
  Image: (part, { patterns }) =>
    part.extend({
      group: "",
      addAttributes: () => ({ src: { default: null }, alt: { default: "" } }),
      parseHTML: () => [
        { tag: "img[src]", getAttrs: (img) => isOwnPicture(img, patterns) && null },
      ],
      addInputRules: () => [],
    }),
  Figure: (part, { patterns }) =>
    part.extend({
      addExtensions: () => [], // its floating menu speaks English; ours is the tool bar
      addAttributes: () => ({}),
      parseHTML: () => [
        { tag: "figure", getAttrs: (figure) => isOwnPicture(firstIn(figure), patterns) && null },
      ],
      addNodeView: () => null,
    }),
  Caption: (part) => part.extend({ group: "", addAttributes: () => ({}) }),
  OrderedList: (part, { patterns }) =>
    part.extend({
      addAttributes: () => ({ start: numbered("start", whole(patterns.start)), type: signed(whole(patterns.sign)) }),
      addNodeView: () => null,
    }),
  Link: (part, { patterns }) =>
    part.extend({
      addAttributes: () => ({
        href: { default: null, parseHTML: (link) => link.getAttribute("href").trim() },
      }),
      parseHTML: () => [
        {
          tag: "a[href]",
          getAttrs: (link) => whole(patterns.link, "i").test(link.getAttribute("href").trim()) && null,
        },
      ],
      renderHTML: ({ HTMLAttributes }) => ["a", { href: HTMLAttributes.href }, 0],
      addKeyboardShortcuts: () => ({}), // its dialog speaks English; editor-tools.js has ours
    }),
};

// The parts that the server's list names, and those that every text needs.
export function chosen(config) {
  const named = Object.entries(config.extensions)
    .filter(([name]) => name !== "TableCaption") // an attribute of Table
    .map(([name, options]) => {
      const part = OURS[name] ? OURS[name](prose[name], config) : prose[name];
      return typeof options === "object" ? part.configure(options) : part;
    });
  return [...ALWAYS.map((name) => prose[name]), ...named];
}

export const { Editor } = prose;
export const { TextSelection } = prose.pm.state;

// The document that an editor would make of this HTML.
export const documentOf = (editor, html) => prose.createDocument(html, editor.schema);

// One block as HTML. The document that holds it meanwhile fetches no picture.
const apart = document.implementation.createHTMLDocument();
export function written(block) {
  const holder = apart.createElement("div");
  const serializer = prose.pm.model.DOMSerializer.fromSchema(block.type.schema);
  holder.append(serializer.serializeNode(block, { document: apart }));
  return holder.innerHTML;
}
