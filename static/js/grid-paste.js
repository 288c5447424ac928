// Cells copied from Excel and pasted into a box of a grid. A grid that rows can be added to opens the
// page that checks them, begun from the heading, the Perangkat Daerah and the column where they were
// pasted; any other fills its boxes, to the right and down.
window.SimpulGridPaste = (() => {
  const { make } = window.SimpulDom;
  const { isTable, rowsOf } = window.SimpulClipboardTable;
  const { grid, boxesOf, tell } = window.SimpulGridRows;
  const autosave = window.SimpulAutosave;

  // What was typed before goes first, so that nothing is left behind on this page.
  async function flushed() {
    const end = Date.now() + 3000;
    const open = () => [...grid.querySelectorAll("form[data-autosave]")].map((form) => autosave.of(form)).filter((one) => one?.isDirty && !one.gone);
    open().forEach((one) => one.later(0));
    while (open().length && Date.now() < end) await new Promise((done) => setTimeout(done, 100));
  }

  function field(name, value) {
    const area = make("textarea", { name });
    area.value = value;
    return area;
  }

  async function check(text, row, box) {
    const form = make("form", { method: "post", action: grid.dataset.paste, hidden: "" });
    const blank = box.closest("[data-leaf]").querySelector("tr[data-new] form");
    for (const given of blank.querySelectorAll("input[type=hidden]"))
      if (!["base", "form_key"].includes(given.name)) form.append(field(given.name, given.value));
    const agency = boxesOf(row).find((one) => one.name === "agency");
    if (agency?.value) form.append(field("agency", agency.value));
    form.append(field("first", box.name === "codes" ? "entries" : box.name), field("text", text));
    document.body.append(form);
    await flushed();
    form.submit();
  }

  // A list takes the word of one of its choices.
  function put(box, text) {
    let value = text;
    if (box.tagName === "SELECT") {
      const key = text.trim().toLowerCase();
      const option = [...box.options].find((one) => one.text.trim().toLowerCase() === key || (!key && !one.value));
      if (!option) return false;
      value = option.value;
    }
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  function fill(text, row, { rows, at, boxAt }) {
    const { puts, left } = window.SimpulGridKeys.spread(rowsOf(text), rows, at);
    const done = puts.filter((one) => put(boxAt(one), one.text)).length;
    const lost = left + puts.length - done;
    if (lost) tell(row, `${done} sel ditempel, ${lost} tidak dapat diletakkan.`);
  }

  // `place` gives the grid as logic/grid-keys.js knows it, and where the box stands in it.
  function paste(event, row, box, place) {
    const clipboard = event.clipboardData;
    const text = clipboard.getData("text/plain");
    if (!isTable({ text, html: clipboard.getData("text/html") })) return;
    event.preventDefault();
    if (grid.dataset.paste) check(text, row, box);
    else fill(text, row, place());
  }

  return { paste };
})();
