// The rows of a grid: a new one below, one that gets its number, moving, removing and bringing back.
// grid.js walks through them and calls this; saving itself is autosave.js.
window.SimpulGridRows = (() => {
  const { make, uuid } = window.SimpulDom;
  const autosave = window.SimpulAutosave;
  const BOXES = "input:not([type=hidden]):not([type=file]):not([type=checkbox]), textarea, select, [data-pick]";
  const ROWS = "tr[data-row]:not([hidden]), tr[data-new]:not([hidden])";
  const blanks = new Map(); // of each table, the row to come

  const grid = document.querySelector("[data-grid]");
  const prefix = grid?.dataset.draft || ""; // how the names of its drafts begin: "kk-swot"
  const narrowed = location.search;
  const ofBody = (body) => [...body.querySelectorAll(ROWS)].filter((row) => row.parentElement === body);
  const savedOf = (body) => ofBody(body).filter((row) => row.dataset.row);
  const boxesOf = (row) => [...row.querySelectorAll(BOXES)];
  const formOf = (row) => row.querySelector("form[data-autosave]");
  const tableOf = (row) => row.closest("[data-leaf]");
  const codeOf = (row) => row.querySelector("[data-code]").textContent;
  const isEmpty = (row) => !autosave.of(formOf(row))?.isDirty;
  const canChange = () => Boolean(document.querySelector("template[data-row-buttons]"));

  function tell(row, sentence, kindOf = "off") {
    const form = formOf(row);
    const place = form.querySelector("[data-save-state]") || document.querySelector(`[data-save-state][data-for="${form.id}"]`);
    place.className = `sp-save sp-save--${kindOf}`;
    place.dataset.now = "";
    place.textContent = sentence;
  }

  // Several rows that one button sends without script become a form each.
  function part() {
    const shared = grid.dataset.sharedForm;
    for (const form of shared ? grid.querySelectorAll("form[data-row-form]") : []) {
      for (const box of form.closest("tr").querySelectorAll(`[form="${shared}"]`))
        if (form.contains(box)) box.removeAttribute("form");
        else box.setAttribute("form", form.id);
      form.dataset.autosave = "";
      autosave.mount(form);
    }
    document.querySelector("[data-grid-submit]")?.remove();
  }

  // --- a new row

  function fresh(body, key = uuid()) {
    const leaf = body.closest("[data-leaf]").dataset.leaf;
    const holder = make("template");
    holder.innerHTML = blanks.get(leaf).replaceAll(`f-baru-${leaf}`, `f-baru-${leaf}-${key}`);
    const row = holder.content.firstElementChild;
    const form = formOf(row);
    form.dataset.draft = `${prefix}-baru-${leaf}-${key}`;
    form.querySelector("[name=form_key]").value = key;
    form.querySelector("[name=csrfmiddlewaretoken]").value = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    body.append(row);
    dress(row);
    autosave.mount(row);
    return row;
  }

  function readyForMore(body) {
    if (!ofBody(body).some((row) => row.dataset.new)) fresh(body);
  }

  // New rows that never reached the server: they come back, and autosave.js offers their text.
  function recall() {
    for (const name of autosave.drafts.names(`${prefix}-baru-`)) {
      const found = name.slice(prefix.length).match(/^-baru-(.*)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/);
      const body = found && grid.querySelector(`[data-leaf="${CSS.escape(found[1])}"] tbody`);
      if (body) fresh(body, found[2]);
    }
  }

  // A row that was new is in the database now: it gets its number, its buttons, its address.
  function adopt(row, address) {
    const key = keyIn(address);
    const form = formOf(row), table = tableOf(row);
    row.dataset.row = key;
    delete row.dataset.new;
    row.classList.remove("sp-grow--new");
    row.id = `b-${key}`;
    table.dataset.count = Number(table.dataset.count) + 1;
    name(row, `${table.dataset.letter}${table.dataset.count}`);
    autosave.of(form).rename(`${prefix}-${key}`);
    const buttons = document.querySelector("template[data-row-buttons]").innerHTML.replaceAll("/0/", `/${key}/`);
    row.querySelector("[data-row-tools]").innerHTML = buttons.replaceAll("f-0", form.id);
    const proof = document.querySelector("template[data-row-proof]");
    if (proof) row.insertAdjacentHTML("afterend", proof.innerHTML.replaceAll("/0/", `/${key}/`).replaceAll('data-of="0"', `data-of="${key}"`));
    arrange(row.parentElement);
    readyForMore(row.parentElement);
  }

  // Her text went into a new row, because the one she wrote into was removed meanwhile.
  function readdress(row, address) {
    const key = keyIn(address);
    for (const link of row.querySelectorAll("[formaction], [data-history]")) {
      const where = link.hasAttribute("formaction") ? "formaction" : "href";
      link.setAttribute(where, link.getAttribute(where).replace(/\/\d+\//, `/${key}/`));
    }
    row.dataset.row = key;
    row.id = `b-${key}`;
    formOf(row).dataset.draft = `${prefix}-${key}`;
  }

  const keyIn = (address) => address.match(/\/(\d+)\/$/)[1];

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
    const saved = savedOf(body);
    saved.forEach((row, place) => {
      const up = row.querySelector("[data-move=up]"), down = row.querySelector("[data-move=down]");
      if (up) (up.hidden = place === 0), (up.value = saved[place - 1]?.dataset.row || "");
      if (down) (down.hidden = place === saved.length - 1), (down.value = saved[place + 1]?.dataset.row || "");
    });
  }

  // --- moving

  // A row with what belongs to it: its file, a question about it.
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
    if (!row.dataset.row) return tell(row, "Baris ini belum tersimpan, jadi belum dapat dipindahkan.");
    const saved = savedOf(row.parentElement);
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
    const codes = savedOf(body).map(codeOf);
    if (before) parts(row).forEach((one) => beside.before(one));
    else parts(beside).at(-1).after(...parts(row));
    savedOf(body).forEach((one, number) => name(one, codes[number]));
    arrange(body);
    had?.focus();
  }

  // --- removing

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
    readyForMore(body);
    back.focus();
    back.addEventListener("click", () => {
      note.remove();
      bring(row);
    });
  }

  function bring(row) {
    const form = formOf(row);
    const isNew = Boolean(row.dataset.row);
    parts(row).forEach((one) => (one.hidden = false));
    if (isNew) begin(row, form);
    autosave.of(form).revive({ isNew });
    boxesOf(row)[0].focus();
  }

  // The form of a removed row, as that of a new one.
  function begin(row, form) {
    const { leaf } = tableOf(row).dataset;
    const holder = make("template");
    holder.innerHTML = blanks.get(leaf);
    for (const field of holder.content.querySelectorAll("form input[type=hidden]")) {
      if (["csrfmiddlewaretoken", "base"].includes(field.name)) continue;
      form.querySelector(`[name="${field.name}"]`)?.remove();
      form.append(field);
    }
    const key = uuid();
    form.querySelector("[name=form_key]").value = key;
    form.querySelector("[data-base]").value = "";
    form.action = new URL(form.action).pathname.replace(/\/\d+\/$/, "/baru/") + narrowed;
    form.dataset.draft = `${prefix}-baru-${leaf}-${key}`;
    parts(row).slice(1).forEach((one) => one.classList.contains("sp-grow__file") && one.remove());
    delete row.dataset.row;
    row.dataset.new = leaf;
    name(row, "Baru");
  }

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

  function begun() {
    part();
    for (const row of grid.querySelectorAll("tr[data-new]")) blanks.set(row.dataset.new, row.outerHTML);
    grid.querySelectorAll(ROWS).forEach(dress);
    recall();
  }

  return { grid, prefix, BOXES, ROWS, adopt, begun, boxesOf, canChange, formOf, fresh, isEmpty, move, readdress, remove, tell, why };
})();
