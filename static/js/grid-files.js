// The file that proves a row of a grid is sent as soon as it is chosen.
(() => {
  const { grid, why } = window.SimpulGridRows;
  const { make } = window.SimpulDom;

  grid?.addEventListener("change", async (event) => {
    const form = event.target.type === "file" && event.target.closest("form[data-evidence]");
    if (!form || !event.target.files.length) return;
    const state = form.querySelector("[data-upload-state]");
    state.textContent = "Mengunggah …";
    try {
      const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Simpul-Save": document.body.dataset.person, Accept: "application/json" } });
      const answer = await response.json();
      if (answer.state !== "attached") return void (state.textContent = `Belum terunggah: ${why(answer)}`);
      const link = make("a", { href: answer.url }, answer.name);
      const off = make("button", { class: "sp-grow__btn", name: "remove", value: "1" }, "Lepas berkas");
      form.querySelector("[data-file]").replaceChildren("Berkas bukti: ", link, " ", off);
      state.textContent = "Tersimpan.";
      event.target.value = "";
    } catch {
      state.textContent = "Belum terunggah: tidak ada sambungan, atau berkas terlalu besar. Coba lagi.";
    }
  });
})();
