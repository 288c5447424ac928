// What a form that saves itself does next: when it sends, what an answer means, when it tries again.
// Its page, its clock and its network are autosave.js; this file only decides. The answers are those
// of the server (revisions/answers.py), and two that the browser makes itself: `down` when nothing
// came back, `odd` when what came is not ours.
//
// `hear` and `chose` return an order, a plain object: {say: [what, ...], base, action, put, wait, …};
// what is not in it is not done.
globalThis.SimpulSaveQueue = (() => {
  const { alike, chosen, clashing, join, withValues } = globalThis.SimpulValues;
  const TYPING = 700, LONGEST = 4000; // after the last key; at the latest after the first one
  const DRAFT = 250; // a draft is at most so far behind the keys
  const NO_CONNECTION = [1000, 2000, 4000, 8000, 15000];
  const AWAY = [502, 503, 504]; // the site or its database is coming back: asked again as often
  const ODD_ANSWER = [30000, 60000, 120000, 300000];
  const OTHER_PERSON = [15000];
  const SUBMITTING = 10000; // as once.js: a page that is still there after that has not been left

  // After an outage everybody comes back; not in the same second.
  function pause(waits, attempt, chance) {
    return waits[Math.min(attempt, waits.length - 1)] * (0.75 + chance / 2);
  }

  class SaveQueue {
    constructor(content, chance = Math.random) {
      this.chance = chance;
      this.confirmed = content; // what the server has, as far as this page knows
      this.unheard = null; // went out, no answer came: {content, parcel}
      this.unacceptable = null; // the server can store nothing of this
      this.faults = {}; // boxes that it could not store: name -> sentence
      this.question = null; // two texts, and she has not chosen: {answer, sent, boxes}
      this.attempts = 0;
      this.since = 0; // when she began to type what has not gone yet
      this.sending = this.again = this.stopped = this.gone = this.offline = this.signedOut = false;
      this.left = 0;
    }

    isDirty(content) {
      return Boolean(this.unheard || this.question) || !alike(content, this.confirmed);
    }

    // What a box could not be stored with stays in this browser; the server has not confirmed it.
    get isWhole() {
      return !Object.keys(this.faults).length;
    }

    // --- typing

    // How long to wait before sending; null when nothing may be sent.
    typed(now) {
      if (this.left && now - this.left > SUBMITTING) this.stays();
      if (this.stopped) return null;
      this.since ||= now;
      return Math.max(0, Math.min(TYPING, this.since + LONGEST - now));
    }

    // A draft stays until the server has confirmed exactly what stands there.
    keepsDraft(content) {
      return !this.isWhole || this.isDirty(content);
    }

    // --- sending

    // {send: {content, parcel}}, {settled: true}, or nothing to do. What had got no answer goes
    // again as it was, before anything newer: it may be in the database, and the server knows it.
    next(content) {
      if (this.stopped || this.gone) return {};
      if (this.sending) {
        this.again = true;
        return {};
      }
      this.since = 0;
      if (!this.unheard) {
        if (!this.isDirty(content)) return { settled: true };
        if (this.unacceptable && alike(content, this.unacceptable)) return {};
        if (this.question && !this.goesBeyond(content)) return {};
      }
      this.sending = true;
      return { send: this.unheard || { content } };
    }

    // Whether more was typed than what the open question is about.
    goesBeyond(content) {
      const rest = (entries) => entries.filter(([name]) => !this.question.boxes.includes(name));
      return !alike(rest(content), rest(this.question.sent));
    }

    // Something was to be sent while another save was under way.
    takesAgain() {
      const again = this.again && !this.stopped && !this.offline;
      if (!this.stopped) this.again = false;
      return again;
    }

    // --- answers

    hear(answer, sent, content) {
      this.sending = false;
      const isNewer = this.unheard && !alike(content, sent.content);
      if (answer.state === "down" && answer.status !== 500) this.unheard = { content: sent.content, parcel: sent.parcel };
      else if (!["token", "signed_out"].includes(answer.state)) this.unheard = null;
      this.offline = !["saved", "invalid", "stale", "refused", "token", "signed_out"].includes(answer.state);
      // A refusal of what went out earlier is no word on what stands there now.
      if (isNewer && ["invalid", "stale"].includes(answer.state)) return { wait: 0 };
      if (this.offline) return this.retries(answer.status);
      if (["token", "signed_out"].includes(answer.state)) return { session: true };
      this.attempts = 0;
      this.signedOut = false;
      return this[answer.state](answer, sent, content);
    }

    saved(answer, sent, content) {
      this.unacceptable = null;
      this.confirmed = sent.content;
      const answered = Boolean(this.question);
      this.question = null;
      const { put, left } = join({ sent: sent.content, now: content, theirs: answer.values || {} });
      // Typed on in a box that the server joined: the next save is joined again, from what was sent.
      if (left.length) return { base: answer.sent, wait: 0, answered };
      this.faults = answer.messages || {};
      this.confirmed = withValues(sent.content, answer.values || {});
      return { base: answer.base, action: answer.url, put, messages: this.faults, saved: answer, answered };
    }

    // What was put into boxes is what they show now: a box may write a text a little differently.
    placed(names, content) {
      const kept = this.confirmed.filter(([name]) => !names.includes(name));
      this.confirmed = [...kept, ...content.filter(([name]) => names.includes(name))];
    }

    invalid(answer, sent) {
      this.unacceptable = sent.content;
      return { messages: answer.messages, say: ["invalid", answer.messages], draft: true };
    }

    // Somebody was faster. The server may say from where the other boxes go on meanwhile.
    stale(answer, sent) {
      const boxes = answer.values ? clashing({ base: this.confirmed, sent: sent.content, theirs: answer.values }) : [];
      this.question = { answer, sent: sent.content, boxes };
      this.stopped = !answer.meanwhile;
      return { base: answer.meanwhile, ask: answer, draft: true };
    }

    // The plan was handed in, the section given away. With an address the server has kept the text
    // there, and keeps what is typed from now on, too.
    refused(answer, sent) {
      this.stopped = !answer.url;
      this.unacceptable = sent.content;
      return { say: ["refused", answer.sentence, answer.url], draft: true };
    }

    retries(status) {
      return { say: ["offline", status], wait: pause(!status || AWAY.includes(status) ? NO_CONNECTION : ODD_ANSWER, this.attempts++, this.chance()) };
    }

    // --- two texts: one click keeps either

    chose(choice, content) {
      const { answer, sent } = this.question;
      const base = this.confirmed;
      this.question = null;
      this.stopped = false;
      if (!answer.values && choice === "theirs") {
        this.gone = true;
        return { reload: true };
      }
      if (!answer.values) return { base: answer.base, wait: 0 };
      const { put, left } = chosen(choice, { base, sent, now: content, theirs: answer.values });
      if (left.length) return { put, wait: 0 };
      this.confirmed = withValues(sent, answer.values);
      return { base: answer.base, put, wait: 0 };
    }

    // --- who is signed in: null when nobody could tell, {person, token} otherwise

    session(found, person) {
      if (!found) return this.retries();
      this.signedOut = found.person !== person;
      if (this.signedOut) {
        return { say: ["signedOut", found.person !== ""], draft: true, wait: pause(OTHER_PERSON, 0, this.chance()) };
      }
      // The new token may not help (cookies refused, a second factor asked): then not at once again.
      return { token: found.token, wait: this.attempts++ ? pause(NO_CONNECTION, this.attempts, this.chance()) : 0 };
    }

    // --- leaving

    // Whether the button may go where it goes: all that could be saved is.
    mayLeave(content) {
      if (this.stopped || this.question || this.offline || this.signedOut) return false;
      return !this.isDirty(content) || Boolean(this.unacceptable);
    }

    leaves(now) {
      this.gone = true;
      this.left = now;
    }

    // The page was not left after all, or came back from the browser's memory.
    stays() {
      if (this.left) this.gone = false;
      this.left = 0;
    }

    get wakes() {
      return this.offline || this.signedOut;
    }
  }

  return { SaveQueue, pause, TYPING, LONGEST, DRAFT };
})();
