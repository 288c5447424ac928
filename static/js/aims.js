// The page of aims: a new one is written in place, without asking the server for its form first.
(() => {
  document.documentElement.dataset.scripted = "";
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  let counter = 0;
  const { uuid } = window.SimpulDom;

  function add(place) {
    const holder = document.createElement("div");
    holder.innerHTML = place.querySelector("template[data-aim-blank]").innerHTML;
    const made = holder.firstElementChild;
    counter += 1;
    for (const element of made.querySelectorAll("[id]")) element.id += `-${counter}`;
    for (const label of made.querySelectorAll("label[for]")) label.htmlFor += `-${counter}`;
    made.removeAttribute("id");
    const form = made.querySelector("form");
    if (counter > 1) form.dataset.draft += `-${counter}`;
    form.elements.form_key.value = uuid();
    place.querySelector("template[data-aim-blank]").before(made);
    place.querySelector("[data-none]")?.remove();
    window.SimpulLines.mount(made);
    window.SimpulAutosave?.mount(made);
    form.elements.text.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-aim-add]");
    if (!link) return;
    event.preventDefault();
    add(link.closest("[data-aims]"));
  });
  document.addEventListener("keydown", (event) => {
    const place = event.target.closest?.("[data-aims]");
    if (!place || event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    add(place);
  });
  // Once it is saved, a new aim can be moved and removed like any other.
  document.addEventListener("autosave:saved", (event) => {
    const tools = event.target.querySelector("[data-aim-tools]");
    if (!tools || !tools.hidden || !event.detail.url) return;
    tools.querySelector("[data-aim-remove]").setAttribute("formaction", `${event.detail.url}hapus/`);
    window.SimpulAutosave.of(event.target).rename(`sasaran-${event.detail.url.match(/(\d+)\/$/)[1]}`);
    tools.hidden = false;
  });
  const opened = document.querySelector("article[id^='baru-'] textarea");
  opened?.focus();
})();
