// The account menu is a <details>: close it with Escape (focus goes back) and with a press elsewhere.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.sp-who[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.sp-who[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
// On a phone the navigation scrolls sideways: bring the current place into view.
const current = document.querySelector(".sp-nav [aria-current]");
if (current) {
  const nav = current.parentElement;
  nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.clientWidth) / 2;
}
