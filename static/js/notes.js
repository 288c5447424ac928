// A note on the very words that are selected. An element with data-note-place="kind/key" holds the text of a place,
// data-note-part within it one box of a form; the form with data-note-for="kind/key" takes the words, those around
// them and how far from the beginning they stand (notes/anchors.py). Without this script the words are typed there.
(() => {
  const BLOCKS = /^(?:P|DIV|H[1-6]|LI|UL|OL|TABLE|TBODY|TR|TD|TH|CAPTION|FIGURE|FIGCAPTION|BLOCKQUOTE|BR|HR|D[LTD])$/;
  const UNREAD = "del, button, input, textarea, select, script, .visually-hidden, [data-note-skip]";
  const CONTEXT = 64;

  // What can be read in a piece of a page, as the server reads it: blocks apart, footnotes in brackets.
  function plain(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType === Node.ELEMENT_NODE && node.matches(UNREAD)) return "";
    const inner = [...node.childNodes].map(plain).join("");
    if (node.nodeType === Node.ELEMENT_NODE && node.matches("span.fn")) return ` [${inner}]`;
    return BLOCKS.test(node.nodeName) ? `\n${inner}\n` : inner;
  }

  const spaced = (text) => text.replace(/\s+/g, " ");

  function between(from, to) {
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return plain(range.cloneContents());
  }

  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

  // The words that are selected in one place, or null.
  function quotation() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const inside = elementOf(range.commonAncestorContainer);
    const place = inside?.closest("[data-note-place]");
    if (!place) return null;
    const part = inside.closest("[data-note-part]");
    const root = part && place.contains(part) ? part : (place.querySelector(".ProseMirror") ?? place);
    if (!root.contains(inside)) return null;
    return { range, root, place: place.dataset.notePlace, part: root === part ? part.dataset.notePart : "" };
  }

  const formOf = (place) => document.querySelector(`form[data-note-for="${CSS.escape(place)}"]`);

  function fill(form, found) {
    const { range, root } = found;
    const before = between([root, 0], [range.startContainer, range.startOffset]);
    const after = between([range.endContainer, range.endOffset], [root, root.childNodes.length]);
    const words = {
      exact: spaced(plain(range.cloneContents())).trim(),
      prefix: spaced(before).slice(-CONTEXT),
      suffix: spaced(after).slice(0, CONTEXT),
      offset: before.replace(/\s/g, "").length,
      part: found.part,
    };
    for (const [name, value] of Object.entries(words)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
  }

  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-primary sp-note-here";
  button.textContent = "Beri catatan";
  button.hidden = true;
  let found = null;

  function take() {
    const form = found && formOf(found.place);
    if (!form) return;
    fill(form, found);
    button.hidden = true;
    for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    form.elements.text.focus();
    form.scrollIntoView({ block: "nearest" });
  }

  function offer() {
    found = quotation();
    const form = found && formOf(found.place);
    if (form?.contains(document.activeElement)) return;
    button.hidden = !form;
    if (!form) return;
    const box = found.range.getBoundingClientRect();
    const top = Math.min(Math.max(box.bottom + 6, 8), window.innerHeight - 48);
    button.style.top = `${top}px`;
    button.style.left = `${Math.min(Math.max(box.left, 8), window.innerWidth - 130)}px`;
  }

  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", take);
  document.addEventListener("selectionchange", offer);
  document.addEventListener("scroll", () => { if (!button.hidden) offer(); }, { passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.altKey && event.key.toLowerCase() === "m" && !button.hidden) {
      event.preventDefault();
      take();
    }
  });
  document.body.append(button);

  // Words that are typed over are no longer those of the selection: their neighbours are not known.
  document.addEventListener("input", (event) => {
    const form = event.target.name === "exact" && event.target.closest("form[data-note-for]");
    if (form) for (const name of ["prefix", "suffix", "offset"]) form.elements[name].value = "";
  });
})();
