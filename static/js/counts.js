// The counts at the head of a page stay true while one types: after a save the head is fetched
// again, alone, and takes the place of the old one. Without it they are true after the next load.
(() => {
  const PAUSE = 1500; // a burst of saves asks once
  let timer = 0;

  const head = (page) => page.querySelector(".sp-ask:has(.sp-far)");

  async function refresh() {
    const old = head(document);
    if (!old || old.contains(document.activeElement)) return;
    const address = location.pathname + location.search;
    const answer = await fetch(address, { headers: { "X-Simpul-Head": "1" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = head(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (fresh) old.replaceWith(document.adoptNode(fresh));
  }

  document.addEventListener("autosave:saved", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
})();
