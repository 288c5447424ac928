// The keys of every grid of the site, and where they lead. One set for worksheets, programs and what
// comes later; docs/keys.md and the help on the page say the same in words.
//
// A grid is told as `rows`, from the top: {table, isNew, isEmpty, boxes: [{column, cell, tag}]}. A place
// in it is {row, box}, two numbers.
globalThis.SimpulGridKeys = (() => {
  const ALT = { ArrowUp: "move-up", ArrowDown: "move-down", Delete: "remove" };
  const ARROWS = { ArrowUp: "above", ArrowDown: "below", ArrowLeft: "left", ArrowRight: "right" };

  // What a key means in a box; null leaves it to the browser. `box` is null on a button of the row,
  // otherwise {kind: line | area | choice | button, rows, start, end, length}: how many rows of text
  // it shows, and where the caret is (null where boxes of this kind have none).
  function actionOf({ key, alt, ctrl, shift, composing }, box) {
    if (composing || ctrl) return null;
    if (alt) return ALT[key] || null;
    if (key === "F2") return "tools";
    if (!box) return key === "Escape" ? "back" : null;
    if (key === "Tab") return shift ? "previous" : "next";
    if (box.kind === "button") return null;
    if (key === "Enter") return shift ? (box.kind === "area" ? null : "above") : "enter";
    if (!(key in ARROWS) || shift) return null;
    return leaves(key, box) ? ARROWS[key] : null;
  }

  // An arrow leaves a box where the caret has nowhere else to go. A list is left sideways; up and down
  // choose in it.
  function leaves(key, { kind, rows, start, end, length }) {
    const upright = key === "ArrowUp" || key === "ArrowDown";
    if (kind === "choice") return !upright;
    if (start === null || (upright && rows === 1)) return true;
    const forward = key === "ArrowRight" || key === "ArrowDown";
    const isWhole = kind === "line" && length > 0 && start === 0 && end === length;
    return isWhole || (start === end && start === (forward ? length : 0));
  }

  // Where an action leads from a place: another place, {fresh: true} for a new row below, or null.
  function walk(action, rows, at) {
    const row = rows[at.row];
    if (action === "next") return inLine(rows, at, 1) || (isLast(rows, at) && row.isNew && !row.isEmpty ? { fresh: true } : beside(rows, at, 1));
    if (action === "previous") return inLine(rows, at, -1) || beside(rows, at, -1);
    if (action === "enter") return enter(rows, at);
    if (action === "above" || action === "below") return inColumn(rows, at, action === "below" ? 1 : -1);
    if (action === "left" || action === "right") return inCells(row, at, action === "right" ? 1 : -1);
    return null;
  }

  const sameTable = (rows, at, to) => rows[to]?.table === rows[at.row].table;
  const isLast = (rows, at) => !sameTable(rows, at, at.row + 1);

  function inLine(rows, { row, box }, step) {
    return rows[row].boxes[box + step] ? { row, box: box + step } : null;
  }

  function beside(rows, { row }, step) {
    const to = rows[row + step];
    return to?.boxes.length ? { row: row + step, box: step > 0 ? 0 : to.boxes.length - 1 } : null;
  }

  // A row to come is begun at its first box; below the last row a new one is made, where rows can be
  // added and this one is not empty.
  function enter(rows, at) {
    const row = rows[at.row];
    if (isLast(rows, at)) return row.isNew && !row.isEmpty ? { fresh: true } : null;
    if (rows[at.row + 1].isNew) return { row: at.row + 1, box: 0 };
    return inColumn(rows, at, 1);
  }

  // The same column, in the nearest row of the table that has it.
  function inColumn(rows, at, step) {
    const { column } = rows[at.row].boxes[at.box];
    for (let row = at.row + step; sameTable(rows, at, row); row += step) {
      const box = rows[row].boxes.findIndex((one) => one.column === column);
      if (box >= 0) return { row, box };
    }
    return null;
  }

  // The cell beside; where it has several boxes, the one of the same kind.
  function inCells(row, at, step) {
    const { cell, tag } = row.boxes[at.box];
    const cells = row.boxes.map((one) => one.cell).filter((one) => (step > 0 ? one > cell : one < cell));
    if (!cells.length) return null;
    const there = step > 0 ? Math.min(...cells) : Math.max(...cells);
    const own = row.boxes.map((one, box) => ({ ...one, box })).filter((one) => one.cell === there);
    return { row: at.row, box: (own.find((one) => one.tag === tag) || own[0]).box };
  }

  // Where pasted cells go, the first at a place: [{row, box, text}], and how many find no box.
  function spread(cells, rows, at) {
    const puts = [];
    let left = 0;
    cells.forEach((line, down) => {
      const row = at.row + down;
      let place = down ? inColumn(rows, { ...at, row: row - 1 }, 1) : at;
      place = sameTable(rows, at, row) && place?.row === row ? place : null;
      for (const text of line) {
        if (place) puts.push({ ...place, text });
        else left += 1;
        place = place && inCells(rows[row], place, 1);
      }
    });
    return { puts, left };
  }

  return { actionOf, walk, spread };
})();
