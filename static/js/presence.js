// Who else has this place open: asked every five seconds while the page is seen, over plain HTTP.
// The answer also tells when somebody saved a newer text than the one shown.
(() => {
  const list = document.querySelector("[data-presence]");
  if (!list) return;
  const EVERY = 5000;
  const form = document.querySelector(`form[data-autosave][data-place="${list.dataset.presence}"]`);
  let typedAt = 0;
  document.addEventListener("input", () => (typedAt = Date.now()));

  function draw(people) {
    const items = people.map((person) => {
      const item = document.createElement("li");
      const initials = document.createElement("span");
      initials.className = "sp-initials sp-initials--s";
      initials.setAttribute("aria-hidden", "true");
      initials.textContent = person.initials;
      item.append(initials, `${person.name} sedang ${person.writes ? "menulis" : "membaca"}`);
      return item;
    });
    const told = people.map((person) => person.name + person.writes).join();
    if (list.dataset.now === told) return;
    list.dataset.now = told;
    list.replaceChildren(...items);
  }

  async function ask() {
    if (document.hidden) return;
    const body = new URLSearchParams();
    body.set("presence", list.dataset.presence);
    if (Date.now() - typedAt < 2 * EVERY) body.set("writes", "1");
    body.set("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "");
    try {
      const response = await fetch(list.dataset.url, { method: "POST", body, headers: { "X-Simpul-Save": document.body.dataset.person }, redirect: "manual" });
      if (!response.ok) return;
      const answer = await response.json();
      draw(answer.people);
      if (form && answer.newest) newer(answer.newest);
    } catch {
      /* no connection: the save state says so */
    }
  }

  // A newer text is shown at once where nobody is typing; otherwise it is offered.
  async function newer(newest) {
    const saved = window.SimpulAutosave?.of(form);
    const base = form.querySelector("[data-base]");
    if (!saved || saved.isDirty || saved.sending || saved.stopped || Number.parseInt(base.value, 10) >= newest.number) return;
    const writing = form.contains(document.activeElement) && !newest.own;
    if (writing) return offer(newest);
    const response = await fetch(form.dataset.newest, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const answer = await response.json(); // on a slow line she types on meanwhile
    if (saved.isDirty || saved.sending || saved.stopped || Number.parseInt(base.value, 10) >= Number.parseInt(answer.base, 10)) return;
    saved.shows(answer);
    document.querySelector("[data-newer]")?.remove();
  }

  function offer(newest) {
    if (document.querySelector("[data-newer]")) return;
    const note = document.createElement("p");
    const button = document.createElement("button");
    note.className = "sp-callout";
    note.dataset.newer = "";
    note.setAttribute("role", "status");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-primary";
    button.textContent = "Tampilkan tulisan terbaru";
    button.addEventListener("click", () => (note.remove(), document.activeElement.blur(), newer({ ...newest, own: true })));
    note.append(`${newest.by} baru saja mengubah bagian ini. `, button);
    form.before(note);
  }

  const leave = () => {
    const body = new URLSearchParams();
    body.set("presence", list.dataset.presence);
    body.set("leaves", "1");
    body.set("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "");
    navigator.sendBeacon(list.dataset.url, body);
  };
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  window.addEventListener("focus", ask);
  window.addEventListener("pagehide", leave);
  ask();
})();
