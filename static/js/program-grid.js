// The table of programs: every row becomes a form of its own that saves itself (autosave.js), and the
// keyboard walks through the boxes. Without this script one button sends all rows.
(() => {
  const table = document.querySelector(".sp-grid");
  if (!table) return;

  for (const form of table.querySelectorAll("form[data-grid-row]")) {
    for (const box of form.closest("tr").querySelectorAll("input, select"))
      if (box.getAttribute("form") === "semua-baris") {
        if (form.contains(box)) box.removeAttribute("form");
        else box.setAttribute("form", form.id);
      }
    form.dataset.autosave = "";
    window.SimpulAutosave?.mount(form);
  }
  if (window.SimpulAutosave) document.querySelector("[data-grid-submit]")?.remove();

  // The same box in the row above or below: "r12-anggaran-2025" -> "anggaran-2025".
  const kindOf = (box) => box.name.replace(/^r\d+-/, "");
  const boxes = (row) => [...row.querySelectorAll("input:not([type=hidden]), select")];
  const rows = () => [...table.tBodies[0].rows].filter((row) => row.id);

  function go(box) {
    if (!box) return false;
    box.focus();
    if (box.select) box.select();
    return true;
  }

  function below(box, step) {
    const all = rows();
    for (let at = all.indexOf(box.closest("tr")) + step; all[at]; at += step) {
      const same = boxes(all[at]).find((one) => kindOf(one) === kindOf(box));
      if (same) return same;
    }
    return null;
  }

  function beside(box, step) {
    const own = boxes(box.closest("tr")).filter((one) => one.tagName === box.tagName);
    return own[own.indexOf(box) + step];
  }

  const atEdge = (box, step) =>
    box.tagName === "SELECT" ||
    (box.selectionStart === box.selectionEnd && box.selectionStart === (step < 0 ? 0 : box.value.length)) ||
    (box.value && box.selectionStart === 0 && box.selectionEnd === box.value.length);

  table.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!box.matches("input, select") || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const isText = box.tagName === "INPUT";
    const moved =
      (event.key === "Enter" && (go(below(box, event.shiftKey ? -1 : 1)) || true)) ||
      (event.key === "ArrowDown" && isText && go(below(box, 1))) ||
      (event.key === "ArrowUp" && isText && go(below(box, -1))) ||
      (event.key === "ArrowRight" && !event.shiftKey && atEdge(box, 1) && go(beside(box, 1))) ||
      (event.key === "ArrowLeft" && !event.shiftKey && atEdge(box, -1) && go(beside(box, -1)));
    if (moved) event.preventDefault();
  });
})();
