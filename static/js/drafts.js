// What was typed and not yet confirmed by the server, kept in this browser: it survives a reload, a
// crash, a dead network and an expired session. One draft a person and form; gone once confirmed.
window.SimpulDrafts = (() => {
  const person = document.body.dataset.person || "";
  const hers = `simpul.draft.${person}.`;
  // A draft belongs to the masterplan in whose pages it was written.
  const plan = location.pathname.match(/^\/masterplan\/([^/]+)\//)?.[1] || "-";
  const start = `${hers}${plan}.`;
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

  const keys = (prefix) => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return []; // no store, no drafts
    }
  };

  // The drafts of this person and masterplan whose name begins so: [{name, at, base, content}].
  const all = (prefix = "") =>
    keys(start + prefix)
      .map((key) => ({ name: key.slice(start.length), ...read(key) }))
      .filter((draft) => draft.at);

  for (const key of keys(hers)) {
    const draft = read(key);
    if (!draft || Date.now() - draft.at > OLD) localStorage.removeItem(key);
  }
  return { keep, put, find, drop, all };
})();
