// A box with one thing a line becomes a numbered list of boxes: Enter makes the next, Backspace in an
// empty one takes it away, Alt with an arrow moves it, several pasted lines become several boxes. The
// box itself stays the form's field, so saving, drafts and clashes know only that one.
window.SimpulLines = (() => {
  const { make } = window.SimpulDom;
  const fit = (box) => {
    if (CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };

  function mount(source) {
    if (source.dataset.mounted) return;
    source.dataset.mounted = "1";
    const name = source.dataset.lines;
    const list = make("ol", { class: "sp-lines" });
    source.after(list);
    source.hidden = true;
    const boxes = () => [...list.querySelectorAll("textarea")];

    function tell() {
      source.value = boxes().map((box) => box.value.trim()).filter(Boolean).join("\n");
      source.dispatchEvent(new Event("input", { bubbles: true }));
      number();
    }
    function number() {
      boxes().forEach((box, index) => box.setAttribute("aria-label", `${name[0].toUpperCase()}${name.slice(1)} ${index + 1}`));
    }
    function row(text, after) {
      const item = make("li");
      const box = make("textarea", { class: "form-control form-control-sm", rows: "1", maxlength: "1000" });
      const away = make("button", { type: "button", class: "btn btn-sm btn-link", "data-line-remove": "" });
      away.innerHTML = `<span aria-hidden="true">×</span><span class="visually-hidden">Hapus ${name} ini</span>`;
      box.value = text;
      item.append(box, away);
      if (after) after.after(item);
      else list.append(item);
      fit(box);
      return box;
    }
    function draw() {
      const lines = source.value.split("\n").filter((line) => line.trim());
      const shown = boxes().map((box) => box.value.trim()).filter(Boolean);
      if (shown.length && JSON.stringify(shown) === JSON.stringify(lines)) return; // somebody may be typing
      list.replaceChildren();
      (lines.length ? lines : [""]).forEach((line) => row(line));
      number();
    }
    function remove(item) {
      const next = item.previousElementSibling || item.nextElementSibling;
      if (!next) item.querySelector("textarea").value = "";
      else item.remove();
      tell();
      (next || item).querySelector("textarea").focus();
    }

    list.addEventListener("input", (event) => {
      event.stopPropagation();
      fit(event.target);
      if (event.target.value.includes("\n")) {
        const lines = event.target.value.split("\n");
        event.target.value = lines.shift();
        let last = event.target;
        for (const line of lines) last = row(line, last.closest("li"));
        last.focus();
      }
      tell();
    });
    list.addEventListener("change", (event) => event.stopPropagation());
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-line-remove]");
      if (button) remove(button.closest("li"));
    });
    list.addEventListener("keydown", (event) => {
      const item = event.target.closest("li");
      const box = event.target.closest("textarea");
      if (!box) return;
      if (event.key === "Enter" && !event.ctrlKey && !event.isComposing) {
        event.preventDefault();
        const rest = box.value.slice(box.selectionEnd);
        box.value = box.value.slice(0, box.selectionStart);
        const made = row(rest, item);
        tell();
        made.focus();
        made.setSelectionRange(0, 0);
      } else if (event.key === "Backspace" && !box.value) {
        event.preventDefault();
        remove(item);
      } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
        event.preventDefault();
        const other = event.key === "ArrowUp" ? item.previousElementSibling : item.nextElementSibling;
        if (!other) return;
        if (event.key === "ArrowUp") other.before(item);
        else other.after(item);
        tell();
        box.focus();
      }
    });
    source.form.addEventListener("autosave:take", draw);
    draw();
    const label = document.querySelector(`label[for="${source.id}"]`);
    label?.addEventListener("click", (event) => (event.preventDefault(), boxes()[0].focus()));
  }

  const all = (root) => root.querySelectorAll("textarea[data-lines]").forEach(mount);
  all(document);
  return { mount: all };
})();
