// Strategies of TOWS: SWOT rows are ticked in a list that writes their codes into the box.
(() => {
  const grid = document.querySelector("[data-grid]");
  if (!grid) return;

  const written = (box) => (box.value.match(/[SWOT]\s*\d+/gi) || []).map((code) => code.replace(/\s/g, "").toUpperCase());

  function close(button) {
    button.block?.remove();
    button.block = null;
    button.setAttribute("aria-expanded", "false");
  }

  function open(button, box) {
    const list = box.closest("section, .sp-fold").querySelectorAll("[data-codelist] [data-code]");
    const panel = document.createElement("div");
    panel.className = "sp-pick";
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", "Baris SWOT yang digabungkan");
    if (!list.length) panel.textContent = "Dimensi ini belum punya baris SWOT.";
    const chosen = written(box);
    for (const item of list) {
      const label = document.createElement("label");
      label.className = "form-check";
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.className = "form-check-input";
      tick.value = item.dataset.code;
      tick.checked = chosen.includes(tick.value);
      label.append(tick, item.textContent);
      panel.append(label);
    }
    panel.addEventListener("change", (event) => {
      event.stopPropagation();
      const ticks = [...panel.querySelectorAll("input")];
      box.value = ticks.filter((one) => one.checked).map((one) => one.value).join(", ");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close(button);
      box.focus();
    });
    const row = box.closest("tr");
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    cell.append(panel);
    button.block = document.createElement("tr");
    button.block.className = "sp-row-block";
    button.block.append(cell);
    row.after(button.block);
    button.setAttribute("aria-expanded", "true");
    panel.querySelector("input")?.focus();
  }

  function dress(box) {
    if (box.dataset.dressed !== undefined) return;
    box.dataset.dressed = "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sp-grow__btn";
    button.dataset.pick = "";
    button.textContent = "Pilih kode";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (button.block ? close(button) : open(button, box)));
    box.after(button);
  }

  const all = (root) => root.querySelectorAll("[data-codes]").forEach(dress);
  all(grid);
  new MutationObserver((changes) => changes.forEach((one) => one.addedNodes.forEach((node) => node.querySelectorAll && all(node)))).observe(grid, { childList: true, subtree: true });
})();
