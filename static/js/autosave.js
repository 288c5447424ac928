// Forms that save themselves: <form data-autosave data-draft="isu-12"> with a hidden input [data-base]
// and a [data-save-state]. Plain HTTP; one request at a time; the draft stays in this browser until
// the server has confirmed exactly that content (masterplans/autosave.py answers).
(() => {
  const WAIT = 700, LONGEST_WAIT = 4000, DRAFT_WAIT = 250, TIMEOUT = 20000;
  const RETRY = [1000, 2000, 4000, 8000, 15000];
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
      form.addEventListener("submit", (event) => this.submitted(event));
      this.offer();
    }

    // --- what stands in the form

    entries() {
      const all = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !NOT_CONTENT.has(name) && name !== this.base?.name);
      return all.map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]);
    }

    get isDirty() {
      return JSON.stringify(this.entries()) !== JSON.stringify(this.confirmed);
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
      if (this.isWhole && JSON.stringify(content) === JSON.stringify(this.confirmed)) return drafts.drop(this.form);
      if (!drafts.keep(this.form, content, this.base?.value)) say.noStore(this.form);
    }

    // --- sending

    async send() {
      clearTimeout(this.timer);
      if (this.stopped || this.gone) return;
      if (this.sending) return void (this.again = true);
      const content = this.entries();
      const text = JSON.stringify(content);
      if (text === JSON.stringify(this.confirmed)) return this.settled();
      if (text === this.unacceptable) return;
      this.since = 0;
      this.sending = true;
      say.saving(this.form);
      this.draft();
      const answer = await this.post();
      this.sending = false;
      this.take(answer, content);
      this.form.dispatchEvent(new CustomEvent(`autosave:${answer.state}`, { bubbles: true, detail: answer }));
      if (this.again && !this.stopped) {
        this.again = false;
        if (!this.offline) this.later(0);
      }
    }

    async post(more = {}) {
      const data = new FormData(this.form);
      for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
      for (const [name, value] of Object.entries(more)) data.set(name, value);
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

    take(answer, content) {
      const react = {
        saved: () => this.saved(answer, content),
        invalid: () => this.invalid(answer, content),
        base_wanted: () => this.join(content),
        stale: () => this.clash(answer),
        refused: () => this.stop(answer.sentence),
        token: () => this.signInAgain(),
        signed_out: () => this.signInAgain(),
        down: () => this.retry(),
        odd: () => this.retry(answer.status),
      }[answer.state];
      if (answer.state !== "down" && answer.state !== "odd") this.attempts = 0;
      this.offline = answer.state === "down" || answer.state === "odd";
      (react || (() => this.retry(answer.status)))();
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
        this.isWhole ? drafts.drop(this.form) : drafts.keep(this.form, content, this.base?.value);
        say.saved(this.form, answer.at, answer.messages);
      } else this.later(WAIT);
    }

    // What a box could not be saved with stays in this browser; the server has not confirmed it.
    get isWhole() {
      return !Object.keys(this.told || {}).length;
    }

    settled() {
      if (!this.isWhole) return this.draft();
      drafts.drop(this.form);
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
    async join(content) {
      this.sending = true;
      const began = Object.fromEntries(this.confirmed.map(([name, value]) => [`base_${name}`, value]));
      const answer = await this.post(began);
      this.sending = false;
      this.take(answer.state === "base_wanted" ? { state: "odd", status: 409 } : answer, content);
    }

    clash(answer) {
      this.stopped = true;
      this.draft();
      say.clash(this.form, answer, (choice) => {
        this.stopped = false;
        if (this.base) this.base.value = answer.base;
        if (choice === "mine") return this.later(0);
        drafts.drop(this.form);
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
      const wait = status ? 30000 : RETRY[Math.min(this.attempts++, RETRY.length - 1)];
      say.offline(this.form, status);
      this.later(wait);
    }

    // --- the session

    async signInAgain() {
      const session = await currentSession();
      if (!session) return this.retry();
      if (session.person === document.body.dataset.person) {
        document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => (field.value = session.token));
        this.signedOut = false;
        return this.later(0);
      }
      this.signedOut = true;
      this.draft();
      say.signedOut(this.form, session.person !== "");
      this.later(15000);
    }

    // --- leaving, and the button

    async submitted(event) {
      if (this.gone || !this.isDirty || event.defaultPrevented || this.stopped) return;
      const files = [...new FormData(this.form, event.submitter)].some(([, value]) => value instanceof File && value.size);
      if (files || event.submitter?.formAction && event.submitter.hasAttribute("formaction") || event.submitter?.hasAttribute("data-plain")) return void (this.gone = true);
      event.preventDefault();
      event.stopImmediatePropagation(); // once.js must not hold a form that has not gone yet
      while (this.sending) await new Promise((done) => setTimeout(done, 50));
      await this.send();
      if (this.stopped || this.offline || this.signedOut || (this.isDirty && !this.unacceptable)) return;
      this.gone = true;
      this.form.requestSubmit(event.submitter);
    }

    leaving() {
      if (this.gone || !this.isDirty) return;
      this.draft();
    }

    // --- what was kept from before

    offer() {
      const draft = drafts.find(this.form);
      if (!draft) return;
      if (JSON.stringify(draft.content) === JSON.stringify(this.confirmed)) return drafts.drop(this.form);
      const values = {};
      for (const [name, value] of draft.content) (values[name] ||= []).push(value);
      say.offer(this.form, draft, this.confirmed, (takes) => {
        if (!takes) return drafts.drop(this.form);
        for (const field of this.form.elements) if (field.type === "checkbox" && field.name && field !== this.base) values[field.name] ||= [];
        this.put(values);
        this.touched();
      });
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
  window.addEventListener("beforeunload", (event) => {
    if ([...forms.values()].some((one) => one.form.isConnected && !one.gone && one.isDirty)) event.preventDefault();
  });
  window.SimpulAutosave = { mount, of: (form) => forms.get(form), forget: (form) => forms.delete(form) };
  mount(document);
})();
