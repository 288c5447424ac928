// What was typed and not yet confirmed by the server, kept in this browser: it survives a reload, a
// crash, a dead network and an expired session. One draft a person and form; gone once confirmed.
window.SimpulDrafts = (() => {
  const person = document.body.dataset.person || "";
  const start = `simpul.draft.${person}.`;
  const OLD = 60 * 24 * 3600 * 1000; // nobody comes back for it after two months

  const keyOf = (form) => start + (form.dataset.draft || new URL(form.action).pathname);

  // False when the browser refuses (private window, store full): the page then says so.
  // `earlier` is a draft that was offered and waits for a decision.
  const keep = (form, content, base, earlier) => put(form, { at: Date.now(), base, content, earlier: earlier || undefined });

  function put(form, draft) {
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  const find = (form) => read(keyOf(form));

  function drop(form) {
    try {
      localStorage.removeItem(keyOf(form));
    } catch {
      /* nothing was kept either */
    }
  }

  // All drafts of this person whose name begins so: [{name, at, base, content}].
  function all(prefix = "") {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(start + prefix)) continue;
        const draft = read(key);
        if (!draft || Date.now() - draft.at > OLD) localStorage.removeItem(key);
        else found.push({ name: key.slice(start.length), ...draft });
      }
    } catch {
      /* no store, no drafts */
    }
    return found;
  }

  all();
  return { keep, put, find, drop, all };
})();
