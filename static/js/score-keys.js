// An assessor chooses a value by its digit: 0 to 9, unless she is typing.
(() => {
  const form = document.querySelector("form[data-score-keys]");
  if (!form) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return;
    if (event.target.matches("textarea, input:not([type=radio]), select")) return;
    const ring = form.querySelector(`input[type=radio][name=value][value="${event.key}"]`);
    if (!ring) return;
    event.preventDefault();
    ring.checked = true;
    ring.focus();
    ring.dispatchEvent(new Event("input", { bubbles: true }));
    ring.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
