// Forms that save themselves: <form data-autosave data-draft="isu-12"> with a hidden input [data-base]
// and a [data-save-state]. Plain HTTP; one request at a time; the draft stays in this browser until
// the server has confirmed exactly that content (revisions/answers.py answers).
(() => {
  const WAIT = 700, LONGEST_WAIT = 4000, DRAFT_WAIT = 250, TIMEOUT = 20000;
  const RETRY = [1000, 2000, 4000, 8000, 15000];
  const ODD = [30000, 60000, 120000, 300000];
  const SUBMITTING = 10000; // as once.js: a page that is still there after that has not been left
  // After an outage everybody comes back; not in the same second.
  const pause = (waits, attempt) => waits[Math.min(attempt, waits.length - 1)] * (0.75 + Math.random() / 2);
  const NOT_CONTENT = new Set(["csrfmiddlewaretoken"]);
  const forms = new Map();
  const drafts = window.SimpulDrafts;
  const say = window.SimpulSaveState;

  class SavedForm {
    constructor(form) {
      this.form = form;
      this.base = form.querySelector("[data-base]");
      this.confirmed = this.entries();
      this.attempts = 0;
      this.stopped = false;
      // A browser that goes back must not put an older text over what the server sent.
      form.autocomplete = "off";
      form.addEventListener("submit", (event) => this.submitted(event));
      this.offer();
    }

    // --- what stands in the form

    entries() {
      const all = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !NOT_CONTENT.has(name) && name !== this.base?.name);
      return all.map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]);
    }

    get isDirty() {
      return !!this.unheard || JSON.stringify(this.entries()) !== JSON.stringify(this.confirmed);
    }

    put(values) {
      this.form.dispatchEvent(new CustomEvent("autosave:before-take", { bubbles: true, detail: { values } }));
      for (const field of this.form.elements) {
        if (!(field.name in values) || field.type === "file" || field === this.base) continue;
        const wanted = [values[field.name]].flat();
        if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
        else if (field.multiple) [...field.options].forEach((one) => (one.selected = wanted.includes(one.value)));
        else field.value = wanted[0];
      }
      this.form.dispatchEvent(new CustomEvent("autosave:take", { bubbles: true, detail: { values } }));
    }

    // --- when something was typed

    touched() {
      if (this.left && Date.now() - this.left > SUBMITTING) this.stays();
      if (this.stopped) return this.draft();
      clearTimeout(this.draftTimer);
      this.draftTimer = setTimeout(() => this.draft(), DRAFT_WAIT);
      this.since ||= Date.now();
      this.later(Math.max(0, Math.min(WAIT, this.since + LONGEST_WAIT - Date.now())));
      if (!this.sending && !this.offline) say.changed(this.form);
    }

    later(wait) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), wait);
    }

    draft() {
      clearTimeout(this.draftTimer);
      const content = this.entries();
      if (this.isWhole && !this.unheard && JSON.stringify(content) === JSON.stringify(this.confirmed)) return this.drop();
      if (!drafts.keep(this.form, content, this.base?.value, this.undecided)) say.noStore(this.form);
    }

    // A form that was new has its own address now; its draft is looked for there.
    rename(name) {
      drafts.drop(this.form);
      this.form.dataset.draft = name;
      this.draft();
    }

    // A draft that she has not decided upon outlives what is typed and saved beside it.
    drop() {
      if (this.undecided) drafts.put(this.form, this.undecided);
      else drafts.drop(this.form);
    }

    // --- sending

    async send() {
      clearTimeout(this.timer);
      if (this.stopped || this.gone) return;
      if (this.sending) return void (this.again = true);
      const content = this.unheard?.content || this.entries();
      const text = JSON.stringify(content);
      if (!this.unheard && text === JSON.stringify(this.confirmed)) return this.settled();
      if (!this.unheard && text === this.unacceptable) return;
      this.since = 0;
      this.sending = true;
      say.saving(this.form);
      this.draft();
      const data = this.unheard?.data || this.data();
      const answer = await this.post(data);
      this.sending = false;
      this.take(answer, content, data);
      this.form.dispatchEvent(new CustomEvent(`autosave:${answer.state}`, { bubbles: true, detail: answer }));
      if (this.again && !this.stopped) {
        this.again = false;
        if (!this.offline) this.later(0);
      }
    }

    data() {
      const data = new FormData(this.form);
      for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
      return data;
    }

    async post(data) {
      const token = this.form.elements.csrfmiddlewaretoken;
      if (token) data.set("csrfmiddlewaretoken", token.value);
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), TIMEOUT);
      try {
        const response = await fetch(this.form.action, {
          method: "POST", body: data, redirect: "manual", signal: abort.signal,
          headers: { "X-Simpul-Save": document.body.dataset.person, Accept: "application/json" },
        });
        if (response.type === "opaqueredirect") return { state: "signed_out" };
        if (response.headers.get("Content-Type")?.startsWith("application/json")) return await response.json();
        return { state: response.status >= 500 ? "down" : "odd", status: response.status };
      } catch {
        return { state: "down" };
      } finally {
        clearTimeout(timer);
      }
    }

    take(answer, content, data) {
      const older = this.unheard && JSON.stringify(this.entries()) !== JSON.stringify(content);
      // What went out without an answer may be in the database: it goes again as it was, before
      // anything newer, and the server knows it. A refusal of it is no word on what stands there now.
      if (answer.state === "down" && answer.status !== 500) this.unheard = { content, data };
      else if (answer.state !== "token" && answer.state !== "signed_out") this.unheard = null;
      if (older && ["invalid", "stale"].includes(answer.state)) return this.later(0);
      const reactions = {
        saved: () => this.saved(answer, content),
        invalid: () => this.invalid(answer, content),
        base_wanted: () => this.join(content, data),
        stale: () => this.clash(answer),
        refused: () => this.stop(answer.sentence),
        token: () => this.signInAgain(),
        signed_out: () => this.signInAgain(),
        down: () => this.retry(),
        odd: () => this.retry(answer.status),
      };
      if (answer.state in reactions && !["down", "odd", "token", "signed_out"].includes(answer.state)) this.attempts = 0;
      this.offline = answer.state === "down" || answer.state === "odd";
      (reactions[answer.state] || (() => this.retry(answer.status)))();
    }

    saved(answer, content) {
      this.confirmed = content;
      this.unacceptable = null;
      const untouched = JSON.stringify(this.entries()) === JSON.stringify(content);
      // The server joined our text with that of another window: while somebody types on, the next
      // save is joined again, from the same place.
      if (answer.values && !untouched) return this.later(0);
      if (this.base) this.base.value = answer.base;
      if (answer.url) this.form.action = answer.url;
      if (answer.values) {
        this.put(answer.values);
        this.confirmed = this.entries();
      }
      this.told = answer.messages || {};
      say.messages(this.form, this.told);
      if (!this.isDirty) {
        this.isWhole ? this.drop() : drafts.keep(this.form, content, this.base?.value, this.undecided);
        say.saved(this.form, answer.at, answer.messages);
      } else this.later(WAIT);
    }

    // What a box could not be saved with stays in this browser; the server has not confirmed it.
    get isWhole() {
      return !Object.keys(this.told || {}).length;
    }

    settled() {
      if (!this.isWhole) return this.draft();
      this.drop();
      say.messages(this.form, {});
      say.same(this.form);
    }

    invalid(answer, content) {
      this.unacceptable = JSON.stringify(content);
      say.messages(this.form, answer.messages);
      say.invalid(this.form, answer.messages);
    }

    // Another window of the same person was faster: the server joins both when it knows what this
    // window began from.
    async join(content, data) {
      this.sending = true;
      for (const [name, value] of this.confirmed) data.set(`base_${name}`, value);
      const answer = await this.post(data);
      this.sending = false;
      this.take(answer.state === "base_wanted" ? { state: "odd", status: 409 } : answer, content, data);
    }

    clash(answer) {
      this.stopped = true;
      this.draft();
      say.clash(this.form, answer, (choice) => {
        this.stopped = false;
        if (this.base) this.base.value = answer.base;
        if (choice === "mine") return this.later(0);
        this.drop();
        this.gone = !answer.values;
        if (!answer.values) return location.reload();
        this.put(answer.values);
        this.confirmed = this.entries();
        say.same(this.form);
      });
    }

    stop(sentence) {
      this.stopped = true;
      this.draft();
      say.refused(this.form, sentence);
    }

    retry(status) {
      say.offline(this.form, status);
      this.later(pause(status ? ODD : RETRY, this.attempts++));
    }

    // --- the session

    async signInAgain() {
      const session = await currentSession();
      if (!session) return this.retry();
      if (session.person === document.body.dataset.person) {
        document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => (field.value = session.token));
        this.signedOut = false;
        // The new token may not help (cookies refused, a second factor asked): then not at once again.
        return this.later(this.attempts++ ? pause(RETRY, this.attempts) : 0);
      }
      this.signedOut = true;
      this.draft();
      say.signedOut(this.form, session.person !== "");
      this.later(pause([15000], 0));
    }

    // --- leaving, and the button

    async submitted(event) {
      if (this.gone || !this.isDirty || event.defaultPrevented || this.stopped) return;
      const files = [...new FormData(this.form, event.submitter)].some(([, value]) => value instanceof File && value.size);
      if (files || event.submitter?.formAction && event.submitter.hasAttribute("formaction") || event.submitter?.hasAttribute("data-plain")) return this.leaves();
      event.preventDefault();
      event.stopImmediatePropagation(); // once.js must not hold a form that has not gone yet
      while (this.sending) await new Promise((done) => setTimeout(done, 50));
      await this.send();
      if (this.isDirty && !this.offline) await this.send(); // newer than what had got no answer
      if (this.stopped || this.offline || this.signedOut || (this.isDirty && !this.unacceptable)) return;
      this.leaves();
      this.form.requestSubmit(event.submitter);
    }

    leaves() {
      this.gone = true;
      this.left = Date.now();
    }

    // The page was not left after all, or came back from the browser's memory.
    stays() {
      if (this.left) this.gone = false;
      this.left = 0;
    }

    leaving() {
      if (this.gone || !this.isDirty) return;
      this.draft();
    }

    // --- what was kept from before

    offer(draft = drafts.find(this.form)) {
      this.undecided = draft;
      if (!draft) return;
      if (JSON.stringify(draft.content) === JSON.stringify(this.confirmed)) return this.decided(draft);
      const values = {};
      for (const [name, value] of draft.content) (values[name] ||= []).push(value);
      say.offer(this.form, draft, this.confirmed, (takes) => {
        if (!takes) return this.decided(draft);
        for (const field of this.form.elements) if (field.type === "checkbox" && field.name && field !== this.base) values[field.name] ||= [];
        this.put(values);
        this.decided(draft);
        this.touched();
      });
    }

    // Behind it there may be an older one that was still waiting when this one was typed.
    decided(draft) {
      this.undecided = draft.earlier || null;
      this.draft();
      if (draft.earlier) this.offer(draft.earlier);
    }
  }

  async function currentSession() {
    try {
      const response = await fetch(document.body.dataset.session, { headers: { Accept: "application/json" }, cache: "no-store" });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  function mount(root) {
    const found = root.matches?.("form[data-autosave]") ? [root] : [];
    for (const form of [...found, ...(root.querySelectorAll?.("form[data-autosave]") || [])])
      if (!forms.has(form)) forms.set(form, new SavedForm(form));
  }

  const of = (event) => forms.get(event.target.form);
  document.addEventListener("input", (event) => of(event)?.touched());
  document.addEventListener("change", (event) => of(event)?.touched());
  document.addEventListener("editor:ready", (event) => {
    const saved = of(event); // the editor may write the same text a little differently
    if (saved && !saved.sending && !saved.since) saved.confirmed = saved.entries();
  });
  document.addEventListener("htmx:load", (event) => mount(event.target));
  const wake = () => forms.forEach((one) => (one.offline || one.signedOut) && one.later(0));
  window.addEventListener("online", wake);
  window.addEventListener("focus", wake);
  document.addEventListener("visibilitychange", () => (document.hidden ? forms.forEach((one) => one.leaving()) : wake()));
  window.addEventListener("pagehide", () => forms.forEach((one) => one.leaving()));
  window.addEventListener("pageshow", (event) => event.persisted && (forms.forEach((one) => one.stays()), wake()));
  window.addEventListener("beforeunload", (event) => {
    if ([...forms.values()].some((one) => one.form.isConnected && !one.gone && one.isDirty)) event.preventDefault();
  });
  window.SimpulAutosave = { mount, of: (form) => forms.get(form), forget: (form) => forms.delete(form) };
  mount(document);
})();
