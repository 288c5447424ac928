// Rows copied from Excel and pasted into a box of the grid: the page that checks them is opened,
// begun from the heading, the Perangkat Daerah and the column where they were pasted.
(() => {
  const grid = document.querySelector("[data-paste]");
  if (!grid || !window.SimpulGrid) return;
  const autosave = window.SimpulAutosave;

  function isTable(clipboard) {
    const text = clipboard.getData("text/plain").replace(/\s+$/, "");
    if (text.includes("\t")) return true;
    return text.includes("\n") && /<table[\s>]/i.test(clipboard.getData("text/html"));
  }

  // What was typed before goes first, so that nothing is left behind on this page.
  async function flushed() {
    const end = Date.now() + 3000;
    const open = () => [...grid.querySelectorAll("form[data-autosave]")].map((form) => autosave.of(form)).filter((one) => one?.isDirty && !one.gone);
    open().forEach((one) => one.later(0));
    while (open().length && Date.now() < end) await new Promise((done) => setTimeout(done, 100));
  }

  function field(name, value) {
    const area = document.createElement("textarea");
    area.name = name;
    area.value = value;
    return area;
  }

  grid.addEventListener("paste", async (event) => {
    const box = event.target.closest(window.SimpulGrid.boxes);
    const row = box?.closest(window.SimpulGrid.rows);
    if (!row || !isTable(event.clipboardData)) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    const form = document.createElement("form");
    form.method = "post";
    form.action = grid.dataset.paste;
    form.hidden = true;
    const blank = box.closest("[data-leaf]").querySelector("tr[data-new] form");
    for (const given of blank.querySelectorAll("input[type=hidden]"))
      if (!["base", "form_key"].includes(given.name)) form.append(field(given.name, given.value));
    const agency = window.SimpulGrid.boxesOf(row).find((one) => one.name === "agency");
    if (agency?.value) form.append(field("agency", agency.value));
    form.append(field("first", box.name === "codes" ? "entries" : box.name), field("text", text));
    document.body.append(form);
    await flushed();
    form.submit();
  });
})();
