// A form is sent once: a second press within ten seconds does nothing. The server still guards itself;
// this only spares people two entries. Ten seconds, because a download leaves the page as it is.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), 10000);
});
function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}
// Coming back with the browser's button shows the page as it was left: free its forms.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});
