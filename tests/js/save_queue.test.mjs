import assert from "node:assert/strict";
import test from "node:test";
import "../../static/js/logic/values.js";
import "../../static/js/logic/save-queue.js";

const { SaveQueue, TYPING, LONGEST } = globalThis.SimpulSaveQueue;
const content = (values) => Object.entries(values);
const EMPTY = content({ text: "", source: "" });
const MINE = content({ text: "Mine", source: "" });
const LATER = content({ text: "Mine, later", source: "" });

// A queue that has sent something; `answers(queue, answer)` is what it makes of the answer.
function sending(now = MINE, start = EMPTY) {
  const queue = new SaveQueue(start, () => 0.5);
  const sent = { ...queue.next(now).send, parcel: "parcel" };
  return { queue, sent, answers: (answer, content = now) => queue.hear(answer, sent, content) };
}

test("it sends a while after the last key, and no later than a while after the first", () => {
  const queue = new SaveQueue(EMPTY);
  assert.equal(queue.typed(10_000), TYPING);
  assert.equal(queue.typed(10_500), TYPING);
  assert.equal(queue.typed(10_000 + LONGEST - 100), 100);
  assert.equal(queue.typed(10_000 + LONGEST + 50), 0);
  queue.next(MINE);
  assert.equal(queue.typed(20_000), TYPING);
});

test("one save at a time; what comes meanwhile goes after it", () => {
  const { queue, answers } = sending();
  assert.deepEqual(queue.next(LATER), {});
  answers({ state: "saved", base: "2" }, LATER);
  assert.ok(queue.takesAgain());
  assert.ok(!queue.takesAgain());
});

test("nothing is sent when nothing was typed", () => {
  assert.deepEqual(new SaveQueue(MINE).next(MINE), { settled: true });
});

test("a saved text is confirmed and the next save begins from the new token", () => {
  const { queue, answers } = sending();
  const order = answers({ state: "saved", base: "2", url: "/rows/7/", at: "10.00" });
  assert.equal(order.base, "2");
  assert.equal(order.action, "/rows/7/");
  assert.ok(!queue.isDirty(MINE));
  assert.ok(!queue.keepsDraft(MINE));
});

test("a box that could not be stored keeps its draft", () => {
  const { queue, answers } = sending();
  const order = answers({ state: "saved", base: "2", messages: { text: "Wrong." } });
  assert.deepEqual(order.messages, { text: "Wrong." });
  assert.ok(queue.keepsDraft(MINE));
});

test("what another window stored is put into untouched boxes, and the rest is sent from the new token", () => {
  const { queue, answers } = sending();
  const order = answers({ state: "saved", base: "2", values: { text: "Mine", source: "BPS" } }, LATER);
  assert.deepEqual(order.put, { source: ["BPS"] });
  assert.equal(order.base, "2");
  queue.placed(["source"], content({ text: "Mine, later", source: "BPS" }));
  assert.ok(queue.isDirty(content({ text: "Mine, later", source: "BPS" })));
  assert.ok(!queue.isDirty(content({ text: "Mine", source: "BPS" })));
});

test("typed on in a box that the server joined: it is joined again, from what was sent", () => {
  const { queue, answers } = sending();
  const answer = { state: "saved", base: "2", sent: "2s", values: { text: "Mine and theirs" } };
  const order = answers(answer, LATER);
  assert.deepEqual([order.wait, order.base, order.put], [0, "2s", undefined]);
  assert.ok(queue.isDirty(LATER));
});

test("without a connection it tries again, later and later, and never gives up", () => {
  const { queue, sent } = sending();
  const waits = [];
  for (let attempt = 0; attempt < 8; attempt++) waits.push(queue.hear({ state: "down" }, sent, MINE).wait);
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 15000, 15000, 15000, 15000]);
});

test("not everybody comes back in the same second", () => {
  const waits = [0, 1].map((chance) => {
    const queue = new SaveQueue(EMPTY, () => chance);
    return queue.hear({ state: "down" }, queue.next(MINE).send, MINE).wait;
  });
  assert.deepEqual(waits, [750, 1250]);
});

test("a connection that is back begins its waits from the start", () => {
  const { queue, sent } = sending();
  queue.hear({ state: "down" }, sent, MINE);
  queue.hear({ state: "down" }, sent, MINE);
  queue.hear({ state: "saved", base: "2" }, sent, MINE);
  assert.equal(queue.hear({ state: "down" }, { content: LATER }, LATER).wait, 1000);
});

test("a site that is coming back is asked again as soon as one without connection", () => {
  const { queue, sent } = sending();
  const order = queue.hear({ state: "down", status: 503 }, sent, MINE);
  assert.deepEqual(order.say, ["offline", 503]);
  assert.equal(order.wait, 1000);
  assert.equal(queue.next(LATER).send.content, MINE);
});

test("an odd answer is not asked again every second", () => {
  const { queue, sent } = sending();
  const order = queue.hear({ state: "odd", status: 400 }, sent, MINE);
  assert.deepEqual(order.say, ["offline", 400]);
  assert.equal(order.wait, 30_000);
});

test("what got no answer goes again as it was, before anything newer", () => {
  const { queue, answers } = sending();
  answers({ state: "down" }, LATER);
  assert.deepEqual(queue.next(LATER).send, { content: MINE, parcel: "parcel" });
  assert.equal(queue.hear({ state: "saved", base: "2" }, { content: MINE }, LATER).base, "2");
  assert.deepEqual(queue.next(LATER).send, { content: LATER });
});

test("what got no answer goes again even if it was taken back: the server may have it", () => {
  const { queue, answers } = sending();
  answers({ state: "down" }, EMPTY);
  assert.ok(queue.isDirty(EMPTY));
  assert.deepEqual(queue.next(EMPTY).send.content, MINE);
});

test("a fault of the server itself is known to have stored nothing", () => {
  const { queue, answers } = sending();
  answers({ state: "down", status: 500 }, LATER);
  assert.deepEqual(queue.next(LATER).send, { content: LATER });
});

test("a refusal of what went out earlier is no word on what stands there now", () => {
  for (const state of ["invalid", "stale"]) {
    const { queue, answers } = sending();
    answers({ state: "down" }, LATER);
    const order = queue.hear({ state, messages: {}, values: {} }, queue.next(LATER).send, LATER);
    assert.deepEqual(order, { wait: 0 });
    assert.deepEqual(queue.next(LATER).send, { content: LATER });
  }
});

test("what the server could store nothing of is not sent again until something else is typed", () => {
  const { queue, answers } = sending();
  const order = answers({ state: "invalid", messages: { text: "Wrong." } });
  assert.deepEqual(order.messages, { text: "Wrong." });
  assert.deepEqual(queue.next(MINE), {});
  assert.deepEqual(queue.next(LATER).send, { content: LATER });
});

test("a clash stops sending until she has chosen", () => {
  const { queue, answers } = sending();
  const answer = { state: "stale", base: "9", values: { text: "Theirs", source: "BPS" } };
  assert.equal(answers(answer).ask, answer);
  assert.deepEqual(queue.next(LATER), {});
  assert.equal(queue.typed(0), null);
  assert.ok(queue.isDirty(EMPTY));
  assert.ok(!queue.mayLeave(MINE));
});

test("her own text is sent from the others' token, with what they alone changed", () => {
  const { queue, answers } = sending();
  answers({ state: "stale", base: "9", values: { text: "Theirs", source: "BPS" } });
  const order = queue.chose("mine", MINE);
  assert.deepEqual(order, { base: "9", put: { source: ["BPS"] }, wait: 0 });
  const now = content({ text: "Mine", source: "BPS" });
  queue.placed(["source"], now);
  assert.deepEqual(queue.next(now).send, { content: now });
});

test("the others' text is put into the box and nothing is left to be sent", () => {
  const { queue, answers } = sending();
  answers({ state: "stale", base: "9", values: { text: "Theirs" } });
  const order = queue.chose("theirs", MINE);
  assert.deepEqual(order, { base: "9", put: { text: ["Theirs"] }, wait: 0 });
  const now = content({ text: "Theirs", source: "" });
  queue.placed(["text"], now);
  assert.deepEqual(queue.next(now), { settled: true });
});

test("what she typed into another box while the question stood is sent after she chose theirs", () => {
  const { queue, answers } = sending();
  answers({ state: "stale", base: "9", values: { text: "Theirs" } });
  queue.chose("theirs", content({ text: "Mine", source: "Typed since" }));
  const now = content({ text: "Theirs", source: "Typed since" });
  queue.placed(["text"], now);
  assert.deepEqual(queue.next(now).send, { content: now });
});

test("a row that is gone is loaded again, or sent as a new one", () => {
  const gone = { state: "stale", base: "new", values: null };
  const { queue, answers } = sending();
  answers(gone);
  assert.deepEqual(queue.chose("theirs", MINE), { reload: true });
  const other = sending();
  other.answers(gone);
  assert.deepEqual(other.queue.chose("mine", MINE), { base: "new", wait: 0 });
  assert.deepEqual(other.queue.next(MINE).send, { content: MINE });
});

test("with a token for the meantime other boxes are saved while the question stands", () => {
  const { queue, answers } = sending();
  const order = answers({ state: "stale", base: "9", meanwhile: "8", values: { text: "Theirs" } });
  assert.equal(order.base, "8");
  assert.deepEqual(queue.next(LATER), {});
  const now = content({ text: "Mine", source: "BPS" });
  const sent = queue.next(now).send;
  assert.deepEqual(sent.content, now);
  queue.hear({ state: "stale", base: "10", meanwhile: "9", values: { text: "Theirs" } }, sent, now);
  assert.deepEqual(queue.chose("theirs", now), { base: "10", put: { text: ["Theirs"] }, wait: 0 });
});

test("what is refused for good stays in the browser and is not sent again", () => {
  const { queue, answers } = sending();
  const order = answers({ state: "refused", sentence: "Closed." });
  assert.deepEqual(order.say, ["refused", "Closed.", undefined]);
  assert.deepEqual(queue.next(LATER), {});
  assert.ok(queue.keepsDraft(MINE));
});

test("what is refused but kept by the server is kept there as it grows", () => {
  const { queue, answers } = sending();
  const order = answers({ state: "refused", sentence: "Closed.", url: "/late/" });
  assert.deepEqual(order.say, ["refused", "Closed.", "/late/"]);
  assert.deepEqual(queue.next(MINE), {});
  assert.deepEqual(queue.next(LATER).send, { content: LATER });
});

test("an ended session is asked about; the same person goes on with a new token", () => {
  const { queue, answers } = sending();
  assert.deepEqual(answers({ state: "token" }), { session: true });
  assert.deepEqual(queue.session({ person: "7", token: "new" }, "7"), { token: "new", wait: 0 });
});

test("a new token that does not help is not tried again without a pause", () => {
  const { queue, answers } = sending();
  const waits = [0, 1, 2].map(() => {
    answers({ state: "token" });
    return queue.session({ person: "7", token: "new" }, "7").wait;
  });
  assert.equal(waits[0], 0);
  assert.ok(waits[1] >= 1000 && waits[2] >= waits[1]);
});

test("another person at the same computer sends nothing of hers", () => {
  const { queue, answers } = sending();
  answers({ state: "signed_out" });
  const order = queue.session({ person: "8", token: "other" }, "7");
  assert.deepEqual(order.say, ["signedOut", true]);
  assert.equal(order.token, undefined);
  assert.ok(order.draft && queue.wakes && !queue.mayLeave(MINE));
});

test("a session that nobody can tell of is an outage", () => {
  const { queue, answers } = sending();
  answers({ state: "signed_out" });
  assert.deepEqual(queue.session(null, "7").say, ["offline", undefined]);
});

test("the button leaves the page when all that can be saved is", () => {
  const { queue, answers } = sending();
  assert.ok(!queue.mayLeave(MINE));
  answers({ state: "saved", base: "2" });
  assert.ok(queue.mayLeave(MINE));
});

test("a page that was not left after all saves again", () => {
  const queue = new SaveQueue(EMPTY);
  queue.leaves(1000);
  assert.deepEqual(queue.next(MINE), {});
  queue.typed(12_000);
  assert.deepEqual(queue.next(MINE).send, { content: MINE });
});
