import assert from "node:assert/strict";
import test from "node:test";
import "../../static/js/logic/draft-store.js";

const { DraftStore } = globalThis.SimpulDraftStore;
const DAY = 24 * 3600 * 1000;

// As a browser's store: its keys are its own properties.
class Storage {
  getItem(key) { return Object.hasOwn(this, key) ? this[key] : null; }
  setItem(key, value) { this[key] = value; }
  removeItem(key) { delete this[key]; }
}
class FullStorage extends Storage {
  setItem() { throw new Error("QuotaExceededError"); }
}

function opened(storage = new Storage(), more = {}) {
  let moment = 1_000_000;
  const store = new DraftStore(storage, { person: "7", plan: "maju-2024", now: () => moment++, ...more });
  return { storage, store };
}

test("two windows of one form keep a draft each, and both are found, the newest first", () => {
  const { store } = opened();
  store.keep("isu-5", "a", [["title", "Satu"]], "1");
  store.keep("isu-5", "b", [["title", "Dua"]], "1");
  store.keep("isu-50", "c", [["title", "Lain"]], "1");
  assert.deepEqual(store.of("isu-5").map((draft) => draft.content[0][1]), ["Dua", "Satu"]);
});

test("a draft goes once the server has confirmed it; that of another window stays", () => {
  const { store } = opened();
  store.keep("isu-5", "a", [["title", "Satu"]], "1");
  store.keep("isu-5", "b", [["title", "Dua"]], "1");
  store.drop("isu-5", "b");
  assert.deepEqual(store.of("isu-5").map((draft) => draft.window), ["a"]);
});

test("a draft that waits for a decision outlives what is typed beside it", () => {
  const { store } = opened();
  store.keep("isu-5", "old", [["title", "An hour of work"]], "1");
  const [waiting] = store.of("isu-5");
  store.keep("isu-5", "new", [["title", "A word"]], "1");
  store.drop("isu-5", "new");
  assert.deepEqual(store.of("isu-5"), [waiting]);
});

test("the same text of two windows is offered once", () => {
  const { store } = opened();
  store.keep("isu-5", "a", [["title", "Satu"]], "1");
  store.keep("isu-5", "b", [["title", "Satu"]], "1");
  assert.deepEqual(store.of("isu-5").map((draft) => draft.window), ["b"]);
  assert.equal(store.of("isu-5").length, 1);
});

test("deciding upon a draft does not throw away what its window has written since", () => {
  const { store } = opened();
  store.keep("isu-5", "a", [["title", "Satu"]], "1");
  const [seen] = store.of("isu-5");
  store.keep("isu-5", "a", [["title", "Satu dan dua"]], "1");
  store.discard(seen);
  assert.equal(store.of("isu-5")[0].content[0][1], "Satu dan dua");
});

test("a form that was new takes its waiting drafts along to its own name", () => {
  const { store } = opened();
  store.keep("isu-baru-x", "a", [["title", "Satu"]], "");
  const moved = store.move(store.of("isu-baru-x")[0], "isu-5");
  assert.deepEqual(store.of("isu-baru-x"), []);
  assert.deepEqual(store.of("isu-5").map((draft) => draft.content), [[["title", "Satu"]]]);
  store.discard(moved);
  assert.deepEqual(store.of("isu-5"), []);
});

test("forms with drafts are found by how their names begin", () => {
  const { store } = opened();
  store.keep("kk-isu-baru-x", "a", [["title", "Satu"]], "");
  store.keep("kk-isu-baru-x", "b", [["title", "Dua"]], "");
  store.keep("kk-swot-5", "a", [["text", "Tiga"]], "");
  assert.deepEqual(store.names("kk-isu-baru-"), ["kk-isu-baru-x"]);
});

test("drafts of another person and of another masterplan are not found", () => {
  const { storage, store } = opened();
  opened(storage, { person: "8" }).store.keep("isu-5", "a", [["title", "Hers"]], "1");
  opened(storage, { plan: "lain-2024" }).store.keep("isu-5", "a", [["title", "Elsewhere"]], "1");
  assert.deepEqual(store.of("isu-5"), []);
});

test("what is older than two months, or cannot be read, is swept away; nothing else", () => {
  const { storage } = opened();
  opened(storage, { now: () => 0 }).store.keep("isu-1", "a", [["title", "Old"]], "1");
  storage.setItem("simpul.draft.7.maju-2024.isu-2#a", "{broken");
  storage.setItem("another.program", "stays");
  const { store } = opened(storage, { now: () => 61 * DAY });
  store.keep("isu-3", "a", [["title", "New"]], "1");
  store.sweep();
  assert.deepEqual(Object.keys(storage).sort(), ["another.program", "simpul.draft.7.maju-2024.isu-3#a"]);
});

test("a browser that keeps nothing says so and breaks nothing", () => {
  const { store } = opened(new FullStorage());
  assert.equal(store.keep("isu-5", "a", [["title", "Satu"]], "1"), false);
  const none = opened(null).store;
  assert.equal(none.keep("isu-5", "a", [], "1"), false);
  assert.deepEqual(none.of("isu-5"), []);
  none.drop("isu-5", "a");
  none.sweep();
});
