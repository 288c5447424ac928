// The lists of the pokja lead: a tick, a number or Alt with an arrow is sent at once (htmx does the
// sending; without it the buttons do the same). The focus stays on the row that was moved.
(() => {
  const lists = document.querySelector("[data-pokja]");
  if (!lists || !window.htmx) return;
  lists.dataset.scripted = "";
  let focused = "";

  lists.addEventListener("change", (event) => {
    const field = event.target;
    if (field.name === "buku" || field.name.startsWith("nomor-")) field.form.querySelector("[data-keep]").click();
  });
  lists.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    const press = { ArrowUp: "naik", ArrowDown: "turun" }[event.key];
    if (!event.altKey || !press || !row) return;
    event.preventDefault();
    const button = row.querySelector(`button[name=${press}]`);
    if (button && button.getAttribute("aria-disabled") !== "true") button.click();
  });
  // Ticks for merging are not stored anywhere: they outlive the new list.
  let ticked = [];
  lists.addEventListener("htmx:beforeSwap", () => {
    focused = document.activeElement?.id || "";
    ticked = [...lists.querySelectorAll("input[name=baris]:checked")].map((box) => box.value);
  });
  lists.addEventListener("htmx:afterSettle", () => {
    for (const key of ticked) {
      const box = lists.querySelector(`input[name=baris][value="${key}"]`);
      if (box) box.checked = true;
    }
    if (lists.querySelector("[data-focus]")) return;
    document.getElementById(focused)?.focus();
  });
})();
