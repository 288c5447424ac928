// Menus are a <details>: Escape closes one (focus goes back), and so does a press elsewhere.
const OPEN_MENUS = "details.sp-who[open], details.sp-tabs__more[open]";
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(OPEN_MENUS);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(OPEN_MENUS)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
// On a phone the navigation scrolls sideways: bring the current place into view.
const current = document.querySelector(".sp-nav [aria-current]");
if (current) {
  const nav = current.parentElement;
  nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.clientWidth) / 2;
}
