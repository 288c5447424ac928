// Beside the editor: the section as it will be printed, drawn anew after each pause in typing while
// the box is open. Without this script its link shows the stored words on a page of their own.
(() => {
  const PAUSE = 350;
  for (const box of document.querySelectorAll("details[data-preview]")) {
    const pages = box.querySelector("[data-preview-pages]");
    const form = document.querySelector("form[data-autosave]");
    if (!pages || !form) continue;
    let timer = 0;
    let asking = null;

    async function draw() {
      asking?.abort();
      asking = new AbortController();
      const told = new FormData();
      for (const name of ["csrfmiddlewaretoken", "body"]) told.set(name, form.elements[name]?.value ?? "");
      const options = { method: "POST", body: told, signal: asking.signal };
      const answer = await fetch(box.dataset.preview, options).catch(() => null);
      if (!answer) return; // a newer one is on its way, or there is no connection
      if (answer.ok && !answer.redirected) pages.innerHTML = await answer.text();
    }

    function soon() {
      clearTimeout(timer);
      if (box.open) timer = setTimeout(draw, PAUSE);
    }

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    box.addEventListener("toggle", soon);
  }
})();
