// The grid of a worksheet: rows are filled, added, moved and removed in place, with the keyboard
// alone. Saving itself is autosave.js; without script each row has its own button.
(() => {
  const grid = document.querySelector("[data-grid]");
  if (!grid) return;
  const kind = grid.dataset.grid;
  const autosave = window.SimpulAutosave, { drafts } = autosave;
  const BOXES = "input:not([type=hidden]):not([type=file]):not([type=checkbox]), textarea, select, [data-pick]";
  const ROWS = "tr[data-row]:not([hidden]), tr[data-new]:not([hidden])";
  const narrowed = location.search;
  const blanks = new Map();

  const { make, uuid } = window.SimpulDom;
  const rowsOf = (body) => [...body.querySelectorAll(ROWS)].filter((row) => row.parentElement === body);
  const boxesOf = (row) => [...row.querySelectorAll(BOXES)];
  const formOf = (row) => row.querySelector("form[data-autosave]");
  const leafOf = (row) => row.closest("[data-leaf]").dataset.leaf;
  const codeOf = (row) => row.querySelector("[data-code]").textContent;
  const isEmpty = (row) => !autosave.of(formOf(row))?.isDirty;

  function tell(row, sentence, kindOf = "off") {
    const place = document.querySelector(`[data-save-state][data-for="${formOf(row).id}"]`);
    place.className = `sp-save sp-save--${kindOf}`;
    place.dataset.now = "";
    place.textContent = sentence;
  }

  function go(box) {
    box.focus();
    if (box.select && box.tagName === "INPUT") box.select();
  }

  // --- new rows

  function fresh(body, key = uuid()) {
    const leaf = body.closest("[data-leaf]").dataset.leaf;
    const holder = document.createElement("template");
    holder.innerHTML = blanks.get(leaf).replaceAll(`f-baru-${leaf}`, `f-baru-${leaf}-${key}`);
    const row = holder.content.firstElementChild;
    const form = formOf(row);
    form.dataset.draft = `kk-${kind}-baru-${leaf}-${key}`;
    form.querySelector("[name=form_key]").value = key;
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    form.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
    body.append(row);
    dress(row);
    autosave.mount(row);
    return row;
  }

  // A row that was new is in the database now: it gets its number, its buttons, its address.
  function adopt(row, address) {
    const key = address.match(/\/(\d+)\/$/)[1];
    const form = formOf(row);
    row.dataset.row = key;
    delete row.dataset.new;
    row.classList.remove("sp-grow--new");
    row.id = `b-${key}`;
    const leaf = row.closest("[data-leaf]");
    leaf.dataset.count = Number(leaf.dataset.count) + 1;
    name(row, `${leaf.dataset.letter}${leaf.dataset.count}`);
    autosave.of(form).rename(`kk-${kind}-${key}`);
    const buttons = document.querySelector("template[data-row-buttons]").innerHTML.replaceAll("/0/", `/${key}/`);
    row.querySelector(".sp-grow__do").innerHTML = buttons.replaceAll("f-0", form.id);
    const proof = document.querySelector("template[data-row-proof]");
    if (proof) row.insertAdjacentHTML("afterend", proof.innerHTML.replaceAll("/0/", `/${key}/`).replaceAll('data-of="0"', `data-of="${key}"`));
    arrange(row.parentElement);
    if (!rowsOf(row.parentElement).some((one) => one.dataset.new)) fresh(row.parentElement);
  }

  function name(row, code) {
    const old = codeOf(row);
    row.querySelector("[data-code]").textContent = code;
    for (const box of boxesOf(row)) {
      const label = box.getAttribute("aria-label");
      if (!label) continue;
      const head = label.slice(0, label.lastIndexOf(old === "Baru" ? ", baris baru" : `, ${old}`));
      box.setAttribute("aria-label", `${head.split(", baris baru")[0]}, ${code}`);
    }
  }

  // Which rows can go up or down.
  function arrange(body) {
    const saved = rowsOf(body).filter((row) => row.dataset.row);
    saved.forEach((row, place) => {
      const up = row.querySelector("[data-move=up]"), down = row.querySelector("[data-move=down]");
      if (up) (up.hidden = place === 0), (up.value = saved[place - 1]?.dataset.row || "");
      if (down) (down.hidden = place === saved.length - 1), (down.value = saved[place + 1]?.dataset.row || "");
    });
  }

  // --- going from box to box

  function next(row, box) {
    const body = row.parentElement;
    const all = rowsOf(body);
    let to = all[all.indexOf(row) + 1];
    if (!to && row.dataset.new && isEmpty(row)) return;
    if (!to) to = fresh(body);
    const same = boxesOf(to).find((one) => one.name && one.name === box.name);
    go((to.dataset.row && same) || boxesOf(to)[0]);
  }

  function tab(event, row, box) {
    const boxes = boxesOf(row);
    const place = boxes.indexOf(box) + (event.shiftKey ? -1 : 1);
    let to = boxes[place];
    if (!to) {
      const all = [...grid.querySelectorAll(ROWS)].filter((one) => one.offsetParent && !one.closest("details:not([open])"));
      const beside = all[all.indexOf(row) + (event.shiftKey ? -1 : 1)];
      const last = rowsOf(row.parentElement).at(-1) === row;
      if (!event.shiftKey && last && row.dataset.new && !isEmpty(row)) to = boxesOf(fresh(row.parentElement))[0];
      else if (beside) to = event.shiftKey ? boxesOf(beside).at(-1) : boxesOf(beside)[0];
    }
    if (!to) return;
    event.preventDefault();
    go(to);
  }

  grid.addEventListener("keydown", (event) => {
    const row = event.target.closest(ROWS);
    if (!row || event.isComposing) return;
    const box = event.target.closest(BOXES);
    const does = {
      Enter: () => box && !event.shiftKey && !event.altKey && !box.matches("[data-pick]") && (event.preventDefault(), next(row, box)),
      Tab: () => box && !event.altKey && !event.ctrlKey && tab(event, row, box),
      ArrowUp: () => event.altKey && (event.preventDefault(), move(row, true)),
      ArrowDown: () => event.altKey && (event.preventDefault(), move(row, false)),
      Delete: () => event.altKey && (event.preventDefault(), remove(row)),
      F2: () => [...row.querySelectorAll(".sp-grow__do button, .sp-grow__do a")].find((one) => one.offsetParent)?.focus(),
      Escape: () => !box && boxesOf(row)[0].focus(),
    }[event.key];
    does?.();
  });

  // --- moving and removing

  const parts = (row) => {
    const all = [row];
    for (let one = row.nextElementSibling; one && !one.matches("tr[data-row], tr[data-new]"); one = one.nextElementSibling) all.push(one);
    return all;
  };

  async function post(row, what, more) {
    const form = formOf(row);
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const [field, value] of Object.entries(more)) data.set(field, value);
    try {
      const address = new URL(form.action);
      const response = await fetch(address.pathname + what, { method: "POST", body: data, headers: { "X-Simpul-Save": document.body.dataset.person, Accept: "application/json" } });
      if (response.headers.get("Content-Type")?.startsWith("application/json")) return await response.json();
      return { state: "odd" };
    } catch {
      return { state: "down" };
    }
  }

  const why = (answer) =>
    ({ refused: answer.sentence, down: "tidak ada sambungan. Coba lagi nanti.", signed_out: "waktu masuk habis. Masuk lagi, lalu coba lagi.", token: "halaman ini terlalu lama terbuka. Muat ulang." })[answer.state] || "peladen menolak. Muat ulang halaman.";

  let queue = Promise.resolve();
  function move(row, up) {
    const body = row.parentElement;
    if (!row.dataset.row) return tell(row, "Baris ini belum tersimpan, jadi belum dapat dipindahkan.");
    const saved = rowsOf(body).filter((one) => one.dataset.row);
    const beside = saved[saved.indexOf(row) + (up ? -1 : 1)];
    if (!beside) return tell(row, up ? "Baris ini sudah paling atas." : "Baris ini sudah paling bawah.");
    place(row, beside, up);
    tell(row, up ? "Dipindahkan ke atas." : "Dipindahkan ke bawah.", "ok");
    queue = queue.then(async () => {
      const answer = await post(row, "pindah/", { [up ? "before" : "after"]: beside.dataset.row });
      if (answer.state === "moved") return;
      place(row, beside, !up);
      tell(row, `Belum dipindahkan: ${why(answer)}`);
    });
  }

  function place(row, beside, before) {
    const body = row.parentElement;
    const had = row.contains(document.activeElement) ? document.activeElement : null;
    const codes = rowsOf(body).filter((one) => one.dataset.row).map(codeOf);
    if (before) parts(row).forEach((one) => beside.before(one));
    else parts(beside).at(-1).after(...parts(row));
    rowsOf(body).filter((one) => one.dataset.row).forEach((one, number) => name(one, codes[number]));
    arrange(body);
    had?.focus();
  }

  async function remove(row) {
    const form = formOf(row), saved = autosave.of(form);
    if (!row.dataset.row && isEmpty(row)) return;
    while (saved.sending) await new Promise((done) => setTimeout(done, 50));
    if (row.dataset.row) {
      const answer = await post(row, "hapus/", { base: form.querySelector("[data-base]").value });
      if (answer.state !== "removed") return tell(row, `Belum dihapus: ${why(answer)}`);
    }
    saved.forget();
    hide(row);
  }

  // The row stays in the page, out of sight, until she leaves: one press brings it back.
  function hide(row) {
    const body = row.parentElement;
    const code = codeOf(row);
    const back = make("button", { type: "button", class: "btn btn-sm btn-outline-primary" }, "Kembalikan");
    const words = make("span", { class: "sp-undo" }, `${code === "Baru" ? "Baris baru" : `Baris ${code}`} dihapus.`, back);
    const note = make("tr", {}, make("td", { colspan: String(row.cells.length), role: "status" }, words));
    row.after(note);
    parts(row).forEach((one) => one !== note && (one.hidden = true));
    arrange(body);
    if (!rowsOf(body).some((one) => one.dataset.new)) fresh(body);
    back.focus();
    back.addEventListener("click", () => {
      note.remove();
      bring(row);
    });
  }

  function bring(row) {
    const form = formOf(row), saved = autosave.of(form);
    parts(row).forEach((one) => (one.hidden = false));
    const isNew = Boolean(row.dataset.row);
    if (isNew) {
      const leaf = leafOf(row);
      const holder = document.createElement("template");
      holder.innerHTML = blanks.get(leaf);
      for (const field of holder.content.querySelectorAll("form input[type=hidden]")) {
        if (["csrfmiddlewaretoken", "base"].includes(field.name)) continue;
        form.querySelector(`[name="${field.name}"]`)?.remove();
        form.append(field);
      }
      form.querySelector("[name=form_key]").value = uuid();
      form.querySelector("[data-base]").value = "";
      form.action = new URL(form.action).pathname.replace(/\/\d+\/$/, "/baru/") + narrowed;
      form.dataset.draft = `kk-${kind}-baru-${leaf}-${form.querySelector("[name=form_key]").value}`;
      parts(row).slice(1).forEach((one) => one.classList.contains("sp-grow__file") && one.remove());
      delete row.dataset.row;
      row.dataset.new = leaf;
      name(row, "Baru");
    }
    saved.revive({ isNew });
    go(boxesOf(row)[0]);
  }

  grid.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("tr");
    if (button.dataset.move) move(row, button.dataset.move === "up");
    else remove(row);
  });

  // --- the file that proves a row

  grid.addEventListener("change", async (event) => {
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

  // --- the state of the whole page

  const bar = document.querySelector("[data-grid-state]");
  let later;
  function count() {
    clearTimeout(later);
    const all = [...grid.querySelectorAll("form[data-autosave]")].map((form) => autosave.of(form)).filter((one) => one && !one.gone);
    const open = all.filter((one) => one.isDirty);
    const down = open.some((one) => one.wakes);
    const words = !open.length ? "Semua baris tersimpan" : `${open.length} baris belum tersimpan${down ? "; tulisan aman di peramban ini" : ""}`;
    bar.className = `sp-save${open.length ? (down ? " sp-save--off" : "") : " sp-save--ok"}`;
    if (bar.textContent !== words) bar.textContent = words;
    if (open.length) later = setTimeout(count, 800);
  }
  // The first key is told at once; while somebody types on, twice a second is enough.
  function typed() {
    if (bar.textContent.startsWith("Semua")) return count();
    clearTimeout(later);
    later = setTimeout(count, 500);
  }
  for (const happened of ["input", "change"]) grid.addEventListener(happened, typed);
  for (const happened of ["autosave:saved", "autosave:invalid", "autosave:stale", "autosave:down", "autosave:refused", "autosave:take"]) grid.addEventListener(happened, count);
  grid.addEventListener("autosave:saved", (event) => {
    const row = event.target.closest("tr");
    if (event.detail.url && row) row.dataset.row ? readdress(row, event.detail.url) : adopt(row, event.detail.url);
  });

  // Her text went into a new row, because the one she wrote into was removed meanwhile.
  function readdress(row, address) {
    const key = address.match(/\/(\d+)\/$/)[1];
    for (const link of row.querySelectorAll("[formaction], [data-history]")) {
      const where = link.hasAttribute("formaction") ? "formaction" : "href";
      link.setAttribute(where, link.getAttribute(where).replace(/\/\d+\//, `/${key}/`));
    }
    row.dataset.row = key;
    row.id = `b-${key}`;
    formOf(row).dataset.draft = `kk-${kind}-${key}`;
  }

  // --- beginning

  // Browsers without field-sizing let a box grow with its text by this.
  function dress(row) {
    if (CSS.supports("field-sizing", "content")) return;
    for (const area of row.querySelectorAll("textarea")) {
      const fit = () => {
        area.rows = Math.min(12, Math.max(1, area.value.split("\n").reduce((sum, line) => sum + Math.ceil((line.length + 1) / 60), 0)));
      };
      fit();
      area.addEventListener("input", fit);
    }
  }

  grid.classList.add("is-live");
  for (const row of grid.querySelectorAll("tr[data-new]")) blanks.set(row.dataset.new, row.outerHTML);
  grid.querySelectorAll(ROWS).forEach(dress);
  // New rows that never reached the server: they come back, and autosave.js offers their text.
  for (const name of drafts.names(`kk-${kind}-baru-`)) {
    const found = name.match(/^(?:.*?)-baru-(.*)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/);
    const body = found && grid.querySelector(`[data-leaf="${CSS.escape(found[1])}"] tbody`);
    if (body) fresh(body, found[2]);
  }
  // What somebody is led to, or left unsaved, is not left folded.
  const unfold = (element) => {
    for (let fold = element?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  };
  const led = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("details:not([open])")) return;
    unfold(target);
    target.scrollIntoView();
  };
  for (const name of drafts.names(`kk-${kind}-`)) unfold(grid.querySelector(`form[data-draft="${CSS.escape(name)}"]`));
  addEventListener("hashchange", led);
  led();
  count();
  window.SimpulGrid = { boxesOf, formOf, rows: ROWS, boxes: BOXES };
})();
