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
