// Shows the passkey buttons where the browser knows passkeys, and says in words when one did not work.
if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey]").forEach((part) => { part.hidden = false; });
}
document.addEventListener("allauth.error", () => {
  const place = document.querySelector("[data-passkey-error]");
  if (!place) return;
  place.textContent = "Kunci sandi belum terbaca. Tidak ada yang berubah. Coba lagi, atau pakai cara lain.";
  place.hidden = false;
});
