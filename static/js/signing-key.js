// The key of one signature is made here, cannot be read by anybody, signs once and is gone.
//   [data-signing]       the part of the page with the form; data-finish is where the answer goes
//                        data-key="elsewhere": the key is BSrE's, and data-wait is said meanwhile
//   [data-passkey-way]   shown where the browser knows passkeys; its button signs by one
// Where WebCrypto is missing (an old browser, a page without https) the form is sent as it is: then
// the server makes a key for one use and says so in the record.
(() => {
  const PASSKEY = "kunci-sandi"; // the id of the question to the passkey, in the page
  const PATIENCE = 15 * 60 * 1000; // ms; others sign the same file, one after the other
  const PAUSES = [1, 2, 4, 8, 8]; // s, when the network or the site does not answer: asked again
  const KEY = { name: "ECDSA", namedCurve: "P-256" };
  const NETWORK = "Jaringan terputus. Belum tentu ditandatangani; muat ulang halaman ini untuk melihatnya.";

  const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const fromUrl = (text) => toBytes(text.replace(/-/g, "+").replace(/_/g, "/"));

  async function makeKey() {
    const pair = await crypto.subtle.generateKey(KEY, false, ["sign"]);
    return { pair, spki: toText(await crypto.subtle.exportKey("spki", pair.publicKey)) };
  }

  async function askPasskey() {
    const asked = JSON.parse(document.getElementById(PASSKEY).textContent).publicKey;
    const options = {
      ...asked,
      challenge: fromUrl(asked.challenge),
      allowCredentials: (asked.allowCredentials || []).map((one) => ({ ...one, id: fromUrl(one.id) })),
    };
    const answer = await navigator.credentials.get({ publicKey: options });
    return JSON.stringify(answer.toJSON());
  }

  const after = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

  async function send(address, data) {
    const headers = { Accept: "application/json" };
    const answer = await fetch(address, { method: "POST", body: data, headers, redirect: "follow" });
    if (answer.status >= 500) throw new TypeError(`${answer.status}`);
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    return isJson ? answer.json() : { page: await answer.text() };
  }

  // What may be sent twice (the site knows the token), sent until it is answered.
  async function sendAgain(part, address, data) {
    for (const pause of PAUSES) {
      try {
        return await send(address, data);
      } catch {
        say(part, "Jaringan tersendat, mencoba lagi. Biarkan halaman ini terbuka.");
        await after(pause * (0.75 + Math.random() / 2));
      }
    }
    return send(address, data);
  }

  // Beside the button, while she waits: what goes on, and that nothing is asked of her.
  function say(part, sentence) {
    let place = part.querySelector("[data-signing-state]");
    if (!place) {
      place = document.createElement("p");
      Object.assign(place, { className: "sp-small mt-3" });
      place.setAttribute("role", "status");
      place.dataset.signingState = "";
      part.append(place);
    }
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  function waitingFor(ahead) {
    const others = ahead > 1 ? `${ahead} orang lain` : "orang lain";
    return `Sedang ditandatangani ${others}, mencoba lagi. Biarkan halaman ini terbuka; tidak ada yang perlu diulang.`;
  }

  // The page came back with what must be mended: it takes the place of the old one.
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("main");
    if (!main) return window.location.reload();
    document.querySelector("main").replaceWith(main);
    document.dispatchEvent(new CustomEvent("simpul:page"));
    (main.querySelector("[role=alert]") || main).scrollIntoView();
  }

  function tell(part, sentence, kind = "danger") {
    let place = part.querySelector("[data-signing-problem]");
    if (!place) {
      place = document.createElement("p");
      place.setAttribute("role", "alert");
      place.dataset.signingProblem = "";
      part.prepend(place);
    }
    place.className = `alert alert-${kind}`;
    place.textContent = sentence;
    place.scrollIntoView({ block: "center" });
  }

  const signed = (pair, attributes) =>
    crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, toBytes(attributes));

  async function sign(part, form, byPasskey) {
    const isElsewhere = part.dataset.key === "elsewhere";
    const { pair, spki } = isElsewhere ? {} : await makeKey();
    const data = new FormData(form);
    if (byPasskey) data.set("passkey", await askPasskey());
    if (isElsewhere) tell(part, part.dataset.wait, "info");
    else {
      data.set("public_key", spki);
      say(part, "Sedang menandatangani …");
    }
    let answer = await send(form.action || window.location.href, data);
    const end = Date.now() + PATIENCE;
    while (answer.token && Date.now() < end) {
      const put = new FormData();
      put.set("csrfmiddlewaretoken", data.get("csrfmiddlewaretoken"));
      put.set("token", answer.token);
      if (answer.attributes) {
        put.set("signature", toText(await signed(pair, answer.attributes)));
        say(part, "Sedang menandatangani …");
      } else {
        say(part, waitingFor(answer.ahead));
        await after(answer.wait);
      }
      answer = await sendAgain(part, part.dataset.finish, put);
    }
    part.querySelector("[data-signing-state]")?.remove();
    if (answer.next) window.location.assign(answer.next);
    else if (answer.page) show(answer.page);
    else tell(part, answer.problem || NETWORK);
    return Boolean(answer.next);
  }

  async function submit(part, form, event) {
    if (event.submitter?.name) return; // asks for a code of BSrE, and signs nothing
    const byPasskey = event.submitter?.matches("[data-passkey-sign]");
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "true";
    let leaves = false;
    try {
      leaves = await sign(part, form, byPasskey);
    } catch (error) {
      part.querySelector("[data-signing-state]")?.remove();
      const refused = error.name === "NotAllowedError" || error.name === "AbortError";
      tell(part, refused ? "Kunci sandi belum terbaca. Belum ada yang ditandatangani." : NETWORK);
    }
    if (!leaves) delete form.dataset.busy;
  }

  function start() {
    for (const part of document.querySelectorAll("[data-signing]")) {
      const form = part.querySelector("form");
      if (!window.crypto?.subtle) continue;
      form.addEventListener("submit", (event) => submit(part, form, event));
      const way = part.querySelector("[data-passkey-way]");
      if (way && window.PublicKeyCredential && document.getElementById(PASSKEY)) way.hidden = false;
    }
  }

  document.addEventListener("simpul:page", start);
  start();
})();
