// Forms that save themselves: <form data-autosave data-draft="isu-12"> with a hidden input [data-base]
// and a [data-save-state]. Plain HTTP; one request at a time; the draft stays in this browser until
// the server has confirmed exactly that content (revisions/answers.py answers).
//
// What is to be done is decided in logic/save-queue.js, logic/values.js and logic/draft-store.js; here
// is the page: boxes, timers, requests.
(() => {
  const { SaveQueue, DRAFT, TYPING } = window.SimpulSaveQueue;
  const { alike, byName } = window.SimpulValues;
  const say = window.SimpulSaveState, blocks = window.SimpulSaveBlocks;
  const TIMEOUT = 20000;
  const TOKEN = "csrfmiddlewaretoken";
  const person = document.body.dataset.person || "";
  const forms = new Map();
  // A draft belongs to the masterplan in whose pages it was written.
  const drafts = new window.SimpulDraftStore.DraftStore(browserStore(), {
    person,
    plan: location.pathname.match(/^\/masterplan\/([^/]+)\//)?.[1] || "-",
  });
  drafts.sweep();

  function browserStore() {
    try {
      return window.localStorage;
    } catch {
      return null; // forbidden: no drafts, and the page says so
    }
  }

  class SavedForm {
    constructor(form) {
      this.form = form;
      this.window = window.SimpulDom.uuid();
      this.base = form.querySelector("[data-base]");
      this.queue = new SaveQueue(this.entries());
      this.offers = [];
      // A browser that goes back must not put an older text over what the server sent.
      form.autocomplete = "off";
      form.addEventListener("submit", (event) => this.submitted(event));
      this.offer();
    }

    get isDirty() { return this.queue.isDirty(this.entries()); }
    get sending() { return this.queue.sending; }
    get stopped() { return this.queue.stopped; }
    get gone() { return this.queue.gone; }
    get wakes() { return this.queue.wakes; }

    // --- what stands in the form

    entries() {
      const all = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && name !== TOKEN && name !== this.base?.name);
      return all.map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]);
    }

    // `values`: name -> list of values. What another script keeps beside a box hears of it.
    put(values) {
      const told = Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
      this.form.dispatchEvent(new CustomEvent("autosave:before-take", { bubbles: true, detail: { values: told } }));
      for (const field of this.form.elements) {
        if (!(field.name in values) || field.type === "file" || field === this.base) continue;
        const wanted = values[field.name];
        if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
        else if (field.multiple) [...field.options].forEach((one) => (one.selected = wanted.includes(one.value)));
        else if (field.value !== wanted[0]) field.value = wanted[0] ?? "";
      }
      this.form.dispatchEvent(new CustomEvent("autosave:take", { bubbles: true, detail: { values: told } }));
    }

    // The server has this now, and nobody was typing.
    shows({ base, values }) {
      if (this.base) this.base.value = base;
      this.put(byName(Object.entries(values)));
      this.confirm();
    }

    // What stands here is what the server has.
    confirm() {
      this.queue.confirmed = this.entries();
    }

    // --- when something was typed

    touched() {
      const wait = this.queue.typed(Date.now());
      this.draftTimer ||= setTimeout(() => this.draft(), DRAFT);
      if (wait === null) return;
      this.later(wait);
      if (!this.sending && !this.queue.offline && !this.queue.question) say.changed(this.form);
    }

    later(wait) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), wait);
    }

    get draftName() {
      return this.form.dataset.draft || new URL(this.form.action).pathname;
    }

    draft() {
      clearTimeout(this.draftTimer);
      this.draftTimer = 0;
      const content = this.entries();
      if (!this.queue.keepsDraft(content)) drafts.drop(this.draftName, this.window);
      else if (!drafts.keep(this.draftName, this.window, content, this.base?.value)) say.noStore(this.form);
    }

    // A form that was new has its own address now; its drafts are looked for there.
    rename(name) {
      drafts.drop(this.draftName, this.window);
      for (const offer of this.offers) offer.draft = drafts.move(offer.draft, name);
      this.form.dataset.draft = name;
      this.draft();
    }

    // The row of the form was taken out of the page.
    forget() {
      clearTimeout(this.timer);
      clearTimeout(this.draftTimer);
      this.draftTimer = 0;
      this.queue.gone = true;
      drafts.drop(this.draftName, this.window);
    }

    // It is back, and is sent; `isNew` when the server has nothing of it any more.
    revive({ isNew }) {
      this.queue.gone = false;
      if (isNew) this.queue.confirmed = [];
      this.touched();
    }

    // --- sending

    async send() {
      clearTimeout(this.timer);
      const next = this.queue.next(this.entries());
      if (next.settled) return this.settled();
      if (!next.send) return;
      if (!this.queue.question) say.saving(this.form);
      this.draft();
      const sent = { ...next.send, parcel: next.send.parcel || this.data() };
      const answer = await this.post(sent.parcel);
      this.obey(this.queue.hear(answer, sent, this.entries()));
      this.form.dispatchEvent(new CustomEvent(`autosave:${answer.state}`, { bubbles: true, detail: answer }));
      if (this.queue.takesAgain()) this.later(0);
    }

    data() {
      const data = new FormData(this.form);
      for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
      return data;
    }

    async post(data) {
      const token = this.form.elements[TOKEN];
      if (token) data.set(TOKEN, token.value);
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), TIMEOUT);
      try {
        const response = await fetch(this.form.action, {
          method: "POST", body: data, redirect: "manual", signal: abort.signal,
          headers: { "X-Simpul-Save": person, Accept: "application/json" },
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

    // What the queue makes of an answer, or of a choice.
    obey(order) {
      if (order.base !== undefined && this.base) this.base.value = order.base;
      if (order.action) this.form.action = order.action;
      if (order.answered) this.question?.remove();
      const names = Object.keys(order.put || {});
      if (names.length) {
        this.put(order.put);
        this.queue.placed(names, this.entries());
      }
      if (order.messages) say.messages(this.form, order.messages);
      if (order.say) say[order.say[0]](this.form, ...order.say.slice(1));
      if (order.draft) this.draft();
      if (order.ask) this.ask(order.ask);
      if (order.session) this.signInAgain();
      if (order.token) document.querySelectorAll(`input[name=${TOKEN}]`).forEach((field) => (field.value = order.token));
      if (order.saved) this.wasSaved(order.saved);
      if (order.reload) {
        drafts.drop(this.draftName, this.window);
        location.reload();
      }
      if (order.wait !== undefined) this.later(order.wait);
    }

    wasSaved(answer) {
      this.draft();
      if (this.isDirty) this.later(TYPING);
      else say.saved(this.form, answer.at, answer.messages);
    }

    settled() {
      this.draft();
      if (!this.queue.isWhole) return;
      say.messages(this.form, {});
      say.same(this.form);
    }

    ask(answer) {
      this.question?.remove();
      this.question = blocks.clash(this.form, answer, (choice) => this.obey(this.queue.chose(choice, this.entries())));
      say.clash(this.form, answer.who, this.question);
    }

    async signInAgain() {
      this.obey(this.queue.session(await currentSession(), person));
    }

    // --- leaving, and the button

    async submitted(event) {
      if (this.gone || !this.isDirty || event.defaultPrevented || this.stopped) return;
      const files = [...new FormData(this.form, event.submitter)].some(([, value]) => value instanceof File && value.size);
      if (files || event.submitter?.hasAttribute("formaction") || event.submitter?.hasAttribute("data-plain")) return this.queue.leaves(Date.now());
      event.preventDefault();
      event.stopImmediatePropagation(); // once.js must not hold a form that has not gone yet
      while (this.sending) await new Promise((done) => setTimeout(done, 50));
      await this.send();
      if (this.isDirty && !this.queue.offline) await this.send(); // newer than what had got no answer
      if (!this.queue.mayLeave(this.entries())) return;
      this.queue.leaves(Date.now());
      this.form.requestSubmit(event.submitter);
    }

    leaving() {
      if (!this.gone && this.isDirty) this.draft();
    }

    // --- what was kept from before: a draft for each window that did not get through

    offer() {
      for (const draft of drafts.of(this.draftName)) {
        if (alike(draft.content, this.queue.confirmed)) drafts.discard(draft);
        else {
          const offer = { draft };
          this.offers.push(offer);
          offer.block = blocks.offer(this.form, draft, this.queue.confirmed, (takes) => this.decided(offer, takes));
        }
      }
    }

    decided(offer, takes) {
      drafts.discard(offer.draft);
      this.offers = this.offers.filter((one) => one !== offer);
      if (!takes) return;
      const values = byName(offer.draft.content);
      for (const field of this.form.elements) if (field.type === "checkbox" && field.name && field !== this.base) values[field.name] ||= [];
      this.put(values);
      this.draft();
      this.touched();
    }

    // Its own window got through after all.
    withdraw(key) {
      for (const offer of this.offers.filter((one) => one.draft.key === key)) offer.block.remove();
      this.offers = this.offers.filter((one) => one.draft.key !== key);
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
    if (saved && !saved.sending && !saved.queue.since) saved.confirm();
  });
  document.addEventListener("htmx:load", (event) => mount(event.target));
  const wake = () => forms.forEach((one) => one.wakes && one.later(0));
  window.addEventListener("online", wake);
  window.addEventListener("focus", wake);
  window.addEventListener("storage", (event) => event.newValue === null && forms.forEach((one) => one.withdraw(event.key)));
  document.addEventListener("visibilitychange", () => (document.hidden ? forms.forEach((one) => one.leaving()) : wake()));
  window.addEventListener("pagehide", () => forms.forEach((one) => one.leaving()));
  window.addEventListener("pageshow", (event) => event.persisted && (forms.forEach((one) => one.queue.stays()), wake()));
  window.addEventListener("beforeunload", (event) => {
    if ([...forms.values()].some((one) => one.form.isConnected && !one.gone && one.isDirty)) event.preventDefault();
  });
  window.SimpulAutosave = { mount, drafts, of: (form) => forms.get(form) };
  mount(document);
})();
