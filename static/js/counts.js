// The counts at the head of a page stay true while one types: after a save the head is fetched
// again, alone, and takes the place of the old one. Without it they are true after the next load.
// A page that was opened from Kertas Kerja, gate or matrix says what is left there (`data-left`).
(() => {
  const PAUSE = 1500; // a burst of saves asks once
  let timer = 0;

  const head = (page) => page.querySelector(".sp-ask:has(.sp-far)");

  async function refresh() {
    const old = head(document);
    const left = document.querySelector("[data-left]");
    if ((!old || old.contains(document.activeElement)) && !left) return;
    const address = location.pathname + location.search;
    const answer = await fetch(address, { headers: { "X-Simpul-Head": "1" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = head(page);
    if (fresh && old && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(fresh));
    const said = page.querySelector("[data-left]");
    if (left && said && !left.contains(document.activeElement)) left.replaceChildren(...said.childNodes);
  }

  document.addEventListener("autosave:saved", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
})();
