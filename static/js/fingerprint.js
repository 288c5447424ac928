// Compares a file by its SHA-256, which is computed here: the file itself is not sent.
// The button is shown where the browser can do that (https); without it the file is uploaded.
(() => {
  async function hashOf(file) {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function compare(form) {
    const input = form.querySelector("input[type=file]");
    if (!input.reportValidity()) return;
    window.location.assign(`${form.action}?sha256=${await hashOf(input.files[0])}`);
  }

  function start() {
    if (!window.crypto?.subtle) return;
    for (const button of document.querySelectorAll("[data-fingerprint]")) {
      if (!button.hidden) continue;
      button.hidden = false;
      button.addEventListener("click", () => compare(button.form));
    }
  }

  document.addEventListener("simpul:page", start);
  start();
})();
