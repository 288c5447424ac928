// The reading page: keys for the next change (n), the one before (p), the next unread (u), read (r);
// the place where she reads is kept on the server. Without script the links beside each passage do it.
(() => {
  const page = document.querySelector("[data-reading]");
  if (!page) return;
  const keys = document.querySelector("[data-reading-keys]");
  if (keys) keys.hidden = false;

  const passages = [...page.querySelectorAll("[data-passage]")];
  const BLOCK = "p, li, tr, dd, dt, h2, h3, h4, figcaption, caption, blockquote";

  // Everything that changed, a stop each: the block around marked words, or a passage that is new or gone.
  function stops() {
    const found = new Set();
    for (const passage of page.querySelectorAll("[data-changed]")) {
      const marked = [...passage.querySelectorAll("ins, del")];
      for (const one of marked) found.add(one.closest("tr") || one.closest(BLOCK) || passage);
      if (!marked.length) found.add(passage);
    }
    return [...found];
  }

  function go(element) {
    page.querySelector(".rv-now")?.classList.remove("rv-now");
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.classList.add("rv-now");
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  }

  const here = () => page.querySelector(".rv-now") || document.activeElement.closest?.("[data-passage]");

  function step(elements, back) {
    const from = here();
    const behind = elements.filter((one) => {
      if (!from) return !back;
      const where = from.compareDocumentPosition(one);
      const follows = where & Node.DOCUMENT_POSITION_FOLLOWING;
      return back ? where & Node.DOCUMENT_POSITION_PRECEDING && !(where & Node.DOCUMENT_POSITION_CONTAINS) : follows;
    });
    const next = back ? behind.at(-1) : behind[0];
    if (next) go(next);
  }

  const passageHere = () => here()?.closest("[data-passage]") || seen();

  function seen() {
    return passages.find((one) => one.getBoundingClientRect().bottom > window.innerHeight / 3);
  }

  const deeds = {
    n: () => step(stops(), false),
    p: () => step(stops(), true),
    u: () => step([...page.querySelectorAll("[data-unread]")], false),
    r: () => passageHere()?.querySelector("[data-mark-read]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });

  // --- her place

  let kept = page.dataset.place;
  let timer = 0;

  function keep() {
    const passage = seen();
    if (!passage || passage.id === kept) return;
    kept = passage.id;
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    const body = new URLSearchParams({ pada: kept, csrfmiddlewaretoken: token });
    fetch(page.dataset.keepPlace, { method: "POST", body, keepalive: true });
  }

  document.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 800);
  }, { passive: true });
  if (!location.hash && kept) document.getElementById(kept)?.scrollIntoView();
})();
