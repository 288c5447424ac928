// The grid of every page that fills rows in place: worksheets, the table of programs. <div data-grid>
// holds tables; a row is a <tr data-row> or, still to come, a <tr data-new>, with a form of its own.
// Which key does what is in logic/grid-keys.js, what becomes of rows in grid-rows.js. Without script
// each row has its own button, or all of them one.
(() => {
  const rows = window.SimpulGridRows;
  const { grid, BOXES, ROWS, boxesOf } = rows;
  if (!grid) return;
  const { actionOf, walk } = window.SimpulGridKeys;
  const autosave = window.SimpulAutosave;

  // --- where she is, and where a key leads

  // How many rows of text a box of sentences shows.
  function heightOf(area) {
    const line = Number.parseFloat(getComputedStyle(area).lineHeight);
    return Math.floor(area.scrollHeight / line) || 1;
  }

  function described(box) {
    if (!box) return null;
    const caret = { start: box.selectionStart ?? null, end: box.selectionEnd ?? null, length: box.value.length };
    if (box.tagName === "SELECT") return { kind: "choice", rows: 1, ...caret };
    if (box.tagName === "TEXTAREA") return { kind: "area", rows: heightOf(box), ...caret };
    return { kind: box.tagName === "INPUT" ? "line" : "button", rows: 1, ...caret };
  }

  const isSeen = (row) => row.offsetParent && !row.closest("details:not([open])");

  // The rows that can be seen, as logic/grid-keys.js knows them, and the place of a box among them.
  function placeOf(row, box) {
    const shown = [...grid.querySelectorAll(ROWS)].filter(isSeen);
    const told = shown.map((one) => ({
      table: one.parentElement,
      isNew: Boolean(one.dataset.new),
      get isEmpty() { return rows.isEmpty(one); },
      boxes: boxesOf(one).map((each) => ({
        column: each.dataset.column || each.name || "pick",
        cell: each.closest("td, th").cellIndex,
        tag: each.tagName,
      })),
    }));
    return {
      rows: told,
      at: { row: shown.indexOf(row), box: boxesOf(row).indexOf(box) },
      boxAt: (place) => boxesOf(shown[place.row])[place.box],
    };
  }

  function go(box) {
    box.focus();
    if (box.select && box.tagName === "INPUT") box.select();
  }

  function step(action, row, box) {
    const { rows: told, at, boxAt } = placeOf(row, box);
    const to = walk(action, told, at);
    if (!to) return action === "enter"; // it must not send the form
    go(to.fresh ? boxesOf(rows.fresh(row.parentElement))[0] : boxAt(to));
    return true;
  }

  function toTools(row) {
    const tool = [...row.querySelectorAll("[data-row-tools] :is(button, a)")].find((one) => one.offsetParent);
    tool?.focus();
    return Boolean(tool);
  }

  function does(action, row, box) {
    if (action === "tools") return toTools(row);
    if (action === "back") return go(boxesOf(row)[0]), true;
    if (!["move-up", "move-down", "remove"].includes(action)) return step(action, row, box);
    if (!rows.canChange()) return false;
    if (action === "remove") rows.remove(row);
    else rows.move(row, action === "move-up");
    return true;
  }

  grid.addEventListener("keydown", (event) => {
    const row = event.target.closest(ROWS);
    if (!row) return;
    const box = event.target.closest(BOXES);
    const { key, altKey: alt, shiftKey: shift, isComposing: composing } = event;
    const action = actionOf({ key, alt, shift, composing, ctrl: event.ctrlKey || event.metaKey }, described(box));
    if (action && does(action, row, box)) event.preventDefault();
  });

  grid.addEventListener("paste", (event) => {
    const box = event.target.closest(BOXES);
    const row = box?.closest(ROWS);
    if (row) window.SimpulGridPaste.paste(event, row, box, () => placeOf(row, box));
  });

  grid.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("tr");
    if (button.dataset.move) rows.move(row, button.dataset.move === "up");
    else rows.remove(row);
  });

  // --- the state of the whole page

  const bar = document.querySelector("[data-grid-state]");
  let later;
  function count() {
    clearTimeout(later);
    const all = [...grid.querySelectorAll("form[data-autosave]")].map((form) => autosave.of(form)).filter((one) => one && !one.gone);
    const open = all.filter((one) => one.isDirty);
    const down = open.some((one) => one.wakes);
    const words = !open.length ? "Semua baris tersimpan" : `${open.length} baris belum tersimpan${down ? "; tulisan aman di peramban ini" : ""}`;
    bar.className = `sp-save${open.length ? (down ? " sp-save--off" : "") : " sp-save--ok"}`;
    if (bar.textContent !== words) bar.textContent = words;
    if (open.length) later = setTimeout(count, 800);
  }
  // The first key is told at once; while somebody types on, twice a second is enough.
  function typed() {
    if (bar.textContent.startsWith("Semua")) return count();
    clearTimeout(later);
    later = setTimeout(count, 500);
  }
  if (bar) {
    for (const happened of ["input", "change"]) grid.addEventListener(happened, typed);
    for (const happened of ["saved", "invalid", "stale", "down", "refused", "take"]) grid.addEventListener(`autosave:${happened}`, count);
  }
  grid.addEventListener("autosave:saved", (event) => {
    const row = event.target.closest("tr");
    if (!event.detail.url || !row) return;
    if (row.dataset.row) rows.readdress(row, event.detail.url);
    else rows.adopt(row, event.detail.url);
  });

  // --- beginning

  // What somebody is led to, or left unsaved, is not left folded.
  const unfold = (element) => {
    for (let fold = element?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  };
  const led = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("details:not([open])")) return;
    unfold(target);
    target.scrollIntoView();
  };
  grid.classList.add("is-live");
  document.querySelector("[data-keys]")?.removeAttribute("hidden");
  rows.begun();
  for (const name of autosave.drafts.names(`${rows.prefix}-`)) unfold(grid.querySelector(`form[data-draft="${CSS.escape(name)}"]`));
  addEventListener("hashchange", led);
  led();
  if (bar) count();
})();
