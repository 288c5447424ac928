// Shows the passkey buttons where the browser knows passkeys, puts them first where the device keeps
// one (a finger, a face, a PIN), and says in words when one did not work.
//   [data-passkey]        hidden until the browser knows passkeys
//   [data-passkey-first]  goes before [data-passkey-last] on such a device
//   [data-passkey-main]   becomes the button of the page; [data-passkey-or] the word between both ways
(() => {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-passkey]").forEach((part) => { part.hidden = false; });
  const first = document.querySelector("[data-passkey-first]");
  const last = document.querySelector("[data-passkey-last]");
  const keeps = PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable;
  if (!first || !last || !keeps) return;
  keeps.call(PublicKeyCredential).then((is) => {
    const box = document.activeElement;
    if (!is || (last.contains(box) && box.value)) return; // she types already
    last.before(first);
    const or = first.querySelector("[data-passkey-or]");
    if (or) first.append(or);
    last.querySelectorAll(".btn-primary").forEach((button) => {
      button.classList.replace("btn-primary", "btn-outline-primary");
    });
    first.querySelectorAll("[data-passkey-main]").forEach((button) => {
      button.classList.replace("btn-outline-primary", "btn-primary");
    });
  });
})();
document.addEventListener("allauth.error", () => {
  const place = document.querySelector("[data-passkey-error]");
  if (!place) return;
  place.textContent = "Kunci sandi belum terbaca. Tidak ada yang berubah. Coba lagi, atau pakai cara lain.";
  place.hidden = false;
});
