// What was typed and not yet confirmed by the server, kept in the browser: it survives a reload, a
// crash, a dead network and an expired session. A draft belongs to a person, a masterplan, a form and
// the window in which the form was open, so that two windows do not write over each other's, and one
// that waits for a decision outlives what is typed beside it.
globalThis.SimpulDraftStore = (() => {
  const OLD = 60 * 24 * 3600 * 1000; // nobody comes back for it after two months

  class DraftStore {
    // `storage` is the browser's; it may refuse (private window, full), and then nothing is kept.
    constructor(storage, { person, plan, now = Date.now }) {
      this.storage = storage;
      this.now = now;
      this.hers = `simpul.draft.${person}.`;
      this.start = `${this.hers}${plan}.`;
    }

    key(name, window) {
      return `${this.start}${name}#${window}`;
    }

    // False when the browser refuses: the page then says so.
    keep(name, window, content, base) {
      return this.write(this.key(name, window), { at: this.now(), base, content });
    }

    drop(name, window) {
      this.remove(this.key(name, window));
    }

    // All drafts of a form, the newest first; of some windows the same text is there once.
    of(name) {
      const found = this.read(this.key(name, "")).sort((a, b) => b.at - a.at);
      const texts = new Set();
      return found.filter((draft) => {
        const text = JSON.stringify(draft.content);
        const isNew = !texts.has(text);
        if (isNew) texts.add(text);
        else this.discard(draft);
        return isNew;
      });
    }

    // The names of the forms of this masterplan whose name begins so, and that have drafts.
    names(prefix = "") {
      return [...new Set(this.read(this.start + prefix).map((draft) => draft.name))];
    }

    // She decided upon it. What its own window has written there since is not touched.
    discard(draft) {
      if (this.parsed(draft.key)?.at === draft.at) this.remove(draft.key);
    }

    // A form that was new has its own name now; its drafts are looked for there.
    move(draft, name) {
      const there = this.key(name, draft.window);
      const { at, base, content } = draft;
      this.discard(draft);
      this.write(there, { at, base, content });
      return { ...draft, key: there, name };
    }

    // What is too old, or cannot be read, goes.
    sweep() {
      for (const key of this.keys(this.hers)) {
        const draft = this.parsed(key);
        if (!draft?.at || this.now() - draft.at > OLD) this.remove(key);
      }
    }

    // --- the browser's store

    read(prefix) {
      const found = this.keys(prefix).map((key) => {
        const name = key.slice(this.start.length, key.lastIndexOf("#"));
        return { key, name, window: key.slice(key.lastIndexOf("#") + 1), ...this.parsed(key) };
      });
      return found.filter((draft) => draft.at);
    }

    keys(prefix) {
      try {
        return Object.keys(this.storage).filter((key) => key.startsWith(prefix));
      } catch {
        return []; // no store, no drafts
      }
    }

    parsed(key) {
      try {
        return JSON.parse(this.storage.getItem(key));
      } catch {
        return null;
      }
    }

    write(key, draft) {
      try {
        this.storage.setItem(key, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    }

    remove(key) {
      try {
        this.storage.removeItem(key);
      } catch {
        /* nothing was kept either */
      }
    }
  }

  return { DraftStore };
})();
