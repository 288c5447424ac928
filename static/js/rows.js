// Rows that a person adds to a form, takes away and moves without leaving the page (without this
// script the button "Tambah baris" asks the server). <div data-rows="misi"> holds [data-row]s, a
// <template data-row-blank> and a button [data-row-add]; Alt with an arrow moves a row.
(() => {
  const { uuid } = window.SimpulDom;
  const seen = (rows) => [...rows.querySelectorAll("[data-row]")].filter((row) => !row.hidden);
  const boxes = (row) => [...row.querySelectorAll("input, textarea, select")].filter((box) => box.type !== "hidden");
  const total = (rows) => rows.closest("form").elements[`${rows.dataset.rows}-TOTAL_FORMS`];
  const changed = (box) => box.dispatchEvent(new Event("input", { bubbles: true }));

  function number(rows) {
    seen(rows).forEach((row, index) => row.querySelectorAll("[data-row-number]").forEach((place) => (place.textContent = index + 1)));
  }

  function add(rows) {
    const count = total(rows);
    const blank = rows.querySelector("template[data-row-blank]");
    if (Number(count.value) >= Number(rows.dataset.most || 60)) return null;
    const holder = document.createElement("div");
    holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", count.value);
    const row = holder.firstElementChild;
    blank.before(row);
    row.querySelectorAll("input[name$='-key']").forEach((box) => (box.value = uuid()));
    count.value = Number(count.value) + 1;
    number(rows);
    return row;
  }

  function remove(rows, row) {
    const flag = row.querySelector("input[name$='-remove']");
    const next = seen(rows).filter((one) => one !== row).at(-1);
    if (flag) flag.value = "1";
    else boxes(row).forEach((box) => (box.value = ""));
    row.hidden = true;
    number(rows);
    changed(flag || boxes(row)[0]);
    (next ? boxes(next)[0] : rows.querySelector("[data-row-add]")).focus();
  }

  function move(rows, row, step, focus) {
    const all = seen(rows);
    const other = all[all.indexOf(row) + step];
    if (!other || !("ordered" in rows.dataset)) return;
    const mine = boxes(row), theirs = boxes(other);
    mine.forEach((box, index) => ([box.value, theirs[index].value] = [theirs[index].value, box.value]));
    const at = mine.indexOf(focus);
    const place = at < 0 ? other.querySelector(`[data-row-${step < 0 ? "up" : "down"}]`) : theirs[at];
    place?.focus();
    changed(theirs[0]);
  }

  document.addEventListener("click", (event) => {
    const rows = event.target.closest("[data-rows]");
    const button = event.target.closest("button");
    if (!rows || !button) return;
    const row = button.closest("[data-row]");
    if ("rowAdd" in button.dataset) {
      event.preventDefault();
      const made = add(rows);
      if (made) boxes(made)[0].focus();
    } else if (row && "rowRemove" in button.dataset) remove(rows, row);
    else if (row && "rowUp" in button.dataset) move(rows, row, -1);
    else if (row && "rowDown" in button.dataset) move(rows, row, 1);
  });

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("[data-row]");
    const rows = row?.closest("[data-rows]");
    if (!rows) return;
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      move(rows, row, event.key === "ArrowUp" ? -1 : 1, event.target);
    } else if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      const made = add(rows);
      if (made) boxes(made)[0].focus();
    }
  });

  // A text that comes back (a draft, the other one of two) may have more rows than the page.
  document.addEventListener("autosave:before-take", (event) => {
    for (const rows of event.target.querySelectorAll("[data-rows]")) {
      const wanted = Number([event.detail.values[`${rows.dataset.rows}-TOTAL_FORMS`]].flat()[0] || 0);
      while (Number(total(rows).value) < wanted && add(rows));
    }
  });

  document.querySelectorAll("[data-rows]").forEach((rows) => {
    rows.dataset.scripted = "";
    number(rows);
  });
})();
