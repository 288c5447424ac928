import assert from "node:assert/strict";
import test from "node:test";
import "../../static/js/logic/text-diff.js";

const { sides } = globalThis.SimpulTextDiff;
const marked = (pieces) => pieces.map(({ same, text }) => (same ? text : `[${text}]`)).join("");

test("words that differ are told on both sides", () => {
  const [left, right] = sides("Warga menunggu dua jam", "Warga menunggu tiga jam di loket");
  assert.equal(marked(left), "Warga menunggu[ dua] jam");
  assert.equal(marked(right), "Warga menunggu[ tiga] jam[ di loket]");
});

test("no letter of either text is lost, and white space alone is no difference", () => {
  const [left, right] = sides("satu  dua\ntiga", "satu dua tiga empat");
  assert.equal(left.map((piece) => piece.text).join(""), "satu  dua\ntiga");
  assert.equal(marked(left), "satu  dua\ntiga");
  assert.equal(marked(right), "satu dua tiga[ empat]");
});

test("a middle that is too long to be compared differs as a whole", () => {
  const long = (word) => `awal ${`${word} `.repeat(1600)}akhir`;
  const [left] = sides(long("a"), long("b"));
  assert.deepEqual(left.map((piece) => piece.same), [true, false, true]);
});

test("an empty text differs as a whole from any other", () => {
  assert.deepEqual(sides("", "baru"), [[], [{ same: false, text: "baru" }]]);
});
