import assert from "node:assert/strict";
import test from "node:test";
import "../../static/js/logic/values.js";

const { alike, chosen, clashing, join, withValues } = globalThis.SimpulValues;
const content = (values) => Object.entries(values).map(([name, value]) => [name, value]);

test("two contents are alike wherever their boxes stand, and whatever their line ends are", () => {
  assert.ok(alike([["a", "1"], ["b", "satu\r\ndua"]], [["b", "satu\ndua"], ["a", "1"]]));
  assert.ok(!alike([["a", "1"]], [["a", "1"], ["b", "2"]]));
  assert.ok(!alike([["a", "1"], ["a", "2"]], [["a", "2"], ["a", "1"]]));
});

test("values replace those of a content, and a box that is not in it is left out", () => {
  const kept = withValues(content({ a: "1", b: "2" }), { b: "3", codes: "x" });
  assert.deepEqual(kept, [["a", "1"], ["b", "3"]]);
});

test("what the server joined goes into boxes that nobody touched meanwhile", () => {
  const sent = content({ title: "Mine", source: "" });
  assert.deepEqual(join({ sent, now: sent, theirs: { title: "Mine", source: "BPS" } }), {
    put: { source: ["BPS"] },
    left: [],
  });
});

test("what was typed after sending is not replaced by what the server joined", () => {
  const sent = content({ title: "Mine", source: "" });
  const now = content({ title: "Mine, and more", source: "" });
  const found = join({ sent, now, theirs: { title: "Mine", source: "BPS" } });
  assert.deepEqual(found, { put: { source: ["BPS"] }, left: [] });
  assert.deepEqual(join({ sent, now, theirs: { title: "Mine and theirs" } }).left, ["title"]);
});

test("a list that is ticked is joined as one value", () => {
  const sent = [["agencies", "1"]];
  assert.deepEqual(join({ sent, now: sent, theirs: { agencies: ["1", "2"] } }).put, { agencies: ["1", "2"] });
  assert.deepEqual(join({ sent, now: sent, theirs: { agencies: ["1"] } }).put, {});
});

test("only boxes that both changed clash", () => {
  const base = content({ title: "Old", source: "Old", year: "2024" });
  const sent = content({ title: "Mine", source: "Old", year: "2025" });
  const theirs = { title: "Theirs", source: "BPS", year: "2024" };
  assert.deepEqual(clashing({ base, sent, theirs }), ["title"]);
});

test("when nothing tells apart what clashed, all that stands otherwise does", () => {
  const base = content({ title: "Mine" });
  assert.deepEqual(clashing({ base, sent: base, theirs: { title: "Theirs" } }), ["title"]);
});

test("keeping theirs changes only what clashed, and what they alone changed", () => {
  const base = content({ title: "Old", source: "Old", year: "2024" });
  const sent = content({ title: "Mine", source: "Old", year: "2025" });
  const theirs = { title: "Theirs", source: "BPS", year: "2024" };
  const found = chosen("theirs", { base, sent, now: sent, theirs });
  assert.deepEqual(found, { put: { title: ["Theirs"], source: ["BPS"] }, left: [] });
});

test("keeping mine takes over what they alone changed", () => {
  const base = content({ title: "Old", source: "Old" });
  const sent = content({ title: "Mine", source: "Old" });
  const found = chosen("mine", { base, sent, now: sent, theirs: { title: "Theirs", source: "BPS" } });
  assert.deepEqual(found, { put: { source: ["BPS"] }, left: [] });
});

test("what was typed into other boxes while the question stood stays", () => {
  const base = content({ title: "Old", year: "2024" });
  const sent = content({ title: "Mine", year: "2024" });
  const now = content({ title: "Mine", year: "2030" });
  const found = chosen("theirs", { base, sent, now, theirs: { title: "Theirs", year: "2024" } });
  assert.deepEqual(found, { put: { title: ["Theirs"] }, left: [] });
});

test("a box that they changed, and she typed into while the question stood, is asked about, too", () => {
  const base = content({ title: "Old", source: "Old" });
  const sent = content({ title: "Mine", source: "Old" });
  const now = content({ title: "Mine", source: "Mine, later" });
  const theirs = { title: "Theirs", source: "BPS" };
  assert.deepEqual(chosen("mine", { base, sent, now, theirs }).left, ["source"]);
  assert.deepEqual(chosen("theirs", { base, sent, now, theirs }), { put: { title: ["Theirs"] }, left: ["source"] });
});
