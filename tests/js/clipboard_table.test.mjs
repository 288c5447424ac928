import assert from "node:assert/strict";
import test from "node:test";
import "../../static/js/logic/clipboard-table.js";

const { isTable, rowsOf } = globalThis.SimpulClipboardTable;

test("cells are told from words", () => {
  assert.ok(isTable({ text: "a\tb", html: "" }));
  assert.ok(isTable({ text: "a\nb\n", html: "<table><tr><td>a" }));
  assert.ok(!isTable({ text: "two lines\nof words", html: "<p>two lines" }));
  assert.ok(!isTable({ text: "a single cell\t\n", html: "<table>" }));
});

test("rows and cells are read, empty cells among them", () => {
  assert.deepEqual(rowsOf("a\tb\r\n\tc\r\n"), [["a", "b"], ["", "c"]]);
});

test("a cell may hold line ends, tabs and quotes", () => {
  assert.deepEqual(rowsOf('"two\nlines"\t"a ""word"" and\ta tab"\nplain "quoted"\tx'), [
    ["two\nlines", 'a "word" and\ta tab'],
    ['plain "quoted"', "x"],
  ]);
});
