// A short note floats at the foot and leaves after eight seconds, not while it is read or holds the
// focus. Without this script it stays at the head of the page.
const LEAVES_AFTER = 8000;
function float(toast) {
  if (toast.classList.contains("sp-toast--fixed")) return;
  toast.classList.add("sp-toast--fixed");
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), LEAVES_AFTER); };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Tutup";
  close.addEventListener("click", () => toast.remove());
  toast.append(close);
  start();
}
const floatAll = (root) => root.querySelectorAll("[data-toast]").forEach(float);
floatAll(document);
document.addEventListener("htmx:afterSettle", () => floatAll(document));
