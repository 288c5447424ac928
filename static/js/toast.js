// A short note of what has happened stands where it was put, covers nothing, and can be closed.
function closable(toast) {
  if (toast.querySelector("[data-close]")) return;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset.close = "";
  close.textContent = "Tutup";
  close.addEventListener("click", () => toast.remove());
  toast.append(close);
}
const closeAll = (root) => root.querySelectorAll("[data-toast]").forEach(closable);
closeAll(document);
document.addEventListener("htmx:afterSettle", () => closeAll(document));
