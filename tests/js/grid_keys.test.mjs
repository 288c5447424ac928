import assert from "node:assert/strict";
import test from "node:test";
import "../../static/js/logic/grid-keys.js";

const { actionOf, spread, walk } = globalThis.SimpulGridKeys;

// "Alt+ArrowUp" in a box.
function press(keys, box) {
  const parts = keys.split("+");
  const key = parts.at(-1);
  return actionOf({ key, alt: parts.includes("Alt"), ctrl: parts.includes("Ctrl"), shift: parts.includes("Shift") }, box);
}
const line = (start = 0, end = start, length = 4) => ({ kind: "line", rows: 1, start, end, length });
const area = (start = 0, rows = 3, length = 40) => ({ kind: "area", rows, start, end: start, length });
const choice = { kind: "choice", rows: 1, start: null, end: null, length: 0 };
const pick = { kind: "button", rows: 1, start: null, end: null, length: 0 };

// A worksheet: two tables of "text" and "source", each with a row to come.
const COLUMNS = ["text", "source"].map((column, cell) => ({ column, cell, tag: "TEXTAREA" }));
const sheet = (more = {}) => [
  { table: "S", boxes: COLUMNS },
  { table: "S", boxes: COLUMNS },
  { table: "S", isNew: true, isEmpty: true, boxes: COLUMNS, ...more },
  { table: "W", isNew: true, isEmpty: true, boxes: COLUMNS },
];
// The table of programs: a list and an amount in each year; one program has no amount in 2025.
const year = (n, cell) => [{ column: `work-${n}`, cell, tag: "SELECT" }, { column: `money-${n}`, cell, tag: "INPUT" }];
const full = { table: "P", boxes: [{ column: "agency", cell: 1, tag: "SELECT" }, ...year(2024, 2), ...year(2025, 3)] };
const short = { table: "P", boxes: full.boxes.slice(0, 4) };

test("Enter goes down, Tab to the next box, Shift back", () => {
  for (const box of [line(), area(), choice]) {
    assert.equal(press("Enter", box), "enter");
    assert.equal(press("Tab", box), "next");
    assert.equal(press("Shift+Tab", box), "previous");
  }
});

test("Shift and Enter begin a line in a box of sentences, and go up from any other", () => {
  assert.equal(press("Shift+Enter", area()), null);
  assert.equal(press("Shift+Enter", line()), "above");
  assert.equal(press("Shift+Enter", choice), "above");
});

test("Alt with an arrow moves the row, with Delete it removes it, also from a button", () => {
  for (const box of [line(), null]) {
    assert.equal(press("Alt+ArrowUp", box), "move-up");
    assert.equal(press("Alt+ArrowDown", box), "move-down");
    assert.equal(press("Alt+Delete", box), "remove");
    assert.equal(press("Alt+Enter", box), null);
  }
});

test("F2 goes to the buttons of the row, Esc back to its boxes", () => {
  assert.equal(press("F2", line()), "tools");
  assert.equal(press("Escape", null), "back");
  assert.equal(press("Escape", line()), null);
});

test("a button keeps its own keys", () => {
  assert.equal(press("Enter", null), null);
  assert.equal(press("Enter", pick), null);
  assert.equal(press("Tab", pick), "next");
  assert.equal(press("Tab", null), null);
});

test("up and down go from row to row, but choose in a list", () => {
  assert.equal(press("ArrowDown", line(2)), "below");
  assert.equal(press("ArrowUp", line(2)), "above");
  assert.equal(press("ArrowDown", choice), null);
});

test("in a box of several lines the caret moves first", () => {
  assert.equal(press("ArrowDown", area(10)), null);
  assert.equal(press("ArrowDown", area(40)), "below");
  assert.equal(press("ArrowUp", area(40)), null);
  assert.equal(press("ArrowUp", area(0)), "above");
  assert.equal(press("ArrowDown", area(10, 1)), "below");
});

test("left and right leave a box at its edge, or when all of it is marked", () => {
  assert.equal(press("ArrowRight", line(4)), "right");
  assert.equal(press("ArrowRight", line(2)), null);
  assert.equal(press("ArrowLeft", line(0)), "left");
  assert.equal(press("ArrowLeft", line(0, 4)), "left");
  assert.equal(press("ArrowRight", line(0, 0, 0)), "right");
  assert.equal(press("ArrowRight", choice), "right");
  assert.equal(press("Shift+ArrowRight", line(4)), null);
});

test("keys that belong to the browser, or to a letter that is being made, are left alone", () => {
  assert.equal(press("Ctrl+Enter", line()), null);
  assert.equal(press("a", line()), null);
  assert.equal(actionOf({ key: "Enter", composing: true }, line()), null);
});

test("Enter goes to the same column of the next row, and to the first box of a row to come", () => {
  assert.deepEqual(walk("enter", sheet(), { row: 0, box: 1 }), { row: 1, box: 1 });
  assert.deepEqual(walk("enter", sheet(), { row: 1, box: 1 }), { row: 2, box: 0 });
});

test("Enter below the last row makes a new one, unless that is empty still", () => {
  assert.equal(walk("enter", sheet(), { row: 2, box: 0 }), null);
  assert.deepEqual(walk("enter", sheet({ isEmpty: false }), { row: 2, box: 0 }), { fresh: true });
  assert.equal(walk("enter", [full], { row: 0, box: 1 }), null);
});

test("Tab goes along the row, to the next row, to the next table", () => {
  assert.deepEqual(walk("next", sheet(), { row: 0, box: 0 }), { row: 0, box: 1 });
  assert.deepEqual(walk("next", sheet(), { row: 0, box: 1 }), { row: 1, box: 0 });
  assert.deepEqual(walk("next", sheet(), { row: 2, box: 1 }), { row: 3, box: 0 });
  assert.deepEqual(walk("next", sheet({ isEmpty: false }), { row: 2, box: 1 }), { fresh: true });
  assert.deepEqual(walk("previous", sheet(), { row: 3, box: 0 }), { row: 2, box: 1 });
});

test("Tab leaves the grid at its end, and Shift and Tab at its beginning", () => {
  assert.equal(walk("next", [full], { row: 0, box: 4 }), null);
  assert.equal(walk("previous", [full], { row: 0, box: 0 }), null);
});

test("up and down pass a row that has no such box, and stay in their table", () => {
  const rows = [full, short, full];
  assert.deepEqual(walk("below", rows, { row: 0, box: 4 }), { row: 2, box: 4 });
  assert.deepEqual(walk("above", rows, { row: 2, box: 4 }), { row: 0, box: 4 });
  assert.equal(walk("below", sheet(), { row: 2, box: 0 }), null);
});

test("left and right go from cell to cell, to the box of the same kind", () => {
  assert.deepEqual(walk("right", [full], { row: 0, box: 2 }), { row: 0, box: 4 });
  assert.deepEqual(walk("left", [full], { row: 0, box: 4 }), { row: 0, box: 2 });
  assert.deepEqual(walk("left", [full], { row: 0, box: 2 }), { row: 0, box: 0 });
  assert.deepEqual(walk("right", [short], { row: 0, box: 2 }), { row: 0, box: 3 });
  assert.equal(walk("right", [full], { row: 0, box: 4 }), null);
});

test("pasted cells are spread to the right and down, and what finds no box is counted", () => {
  const rows = [full, full];
  const found = spread([["1", "2"], ["3", "4"]], rows, { row: 0, box: 2 });
  assert.deepEqual(found.puts.map(({ row, box, text }) => [row, box, text]), [
    [0, 2, "1"], [0, 4, "2"], [1, 2, "3"], [1, 4, "4"],
  ]);
  assert.equal(found.left, 0);
  assert.equal(spread([["1", "2", "3"], ["4"], ["5"]], rows, { row: 0, box: 2 }).left, 2);
});
