// The pad for a drawn signature. The page works without it: then the typed name is the only way.
// Strokes go into the hidden field as SVG path data, absolute M and L only, in pixels of the pad;
// the server looks at them again (commitments/letter.py). A form that comes back draws them anew.
const CLOSE = 1.5; // points nearer than this add nothing but length
const LONGEST = 36000; // a little below what the server takes
const PEN = 2.6;

function strokesOf(path) {
  return path
    .split("M")
    .filter((part) => part.trim())
    .map((part) => part.split("L").map((point) => point.trim().split(/[ ,]+/).map(Number)));
}

function pathOf(strokes) {
  const one = ([x, y]) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  // a dot is a line to itself, or it would not be printed
  const closed = (stroke) => (stroke.length > 1 ? stroke : [stroke[0], stroke[0]]);
  return strokes.map((stroke) => `M${closed(stroke).map(one).join(" L")}`).join(" ");
}

function pad(form) {
  const canvas = form.querySelector("[data-pad]");
  const field = form.querySelector("[name=drawing]");
  const state = form.querySelector("[data-pad-state]");
  const pen = canvas.getContext("2d");
  let strokes = strokesOf(field.value);
  let drawing = null;
  let fit = 1; // a telephone that is turned shows the whole signature on the narrower pad

  function measure() {
    const points = strokes.flat();
    const most = (axis) => Math.max(...points.map((point) => point[axis])) + PEN;
    const room = [canvas.clientWidth / most(0), canvas.clientHeight / most(1)];
    fit = points.length ? Math.min(1, ...room) : 1;
  }

  function paint() {
    const scale = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    pen.scale(scale * fit, scale * fit);
    pen.strokeStyle = getComputedStyle(canvas).color;
    Object.assign(pen, { lineWidth: PEN, lineCap: "round", lineJoin: "round" });
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo(...stroke[0]);
      for (const point of stroke.length > 1 ? stroke.slice(1) : stroke) pen.lineTo(...point);
      pen.stroke();
    }
  }

  function keep() {
    field.value = pathOf(strokes);
    state.textContent = state.dataset[strokes.length ? "drawn" : "empty"];
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const within = (value, most) => Math.min(Math.max(value, 0), most);
    const at = [within(event.clientX - box.left, box.width), within(event.clientY - box.top, box.height)];
    return at.map((value) => value / fit);
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || field.value.length > LONGEST) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = [place(event)];
    strokes.push(drawing);
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    for (const step of event.getCoalescedEvents?.() || [event]) {
      const [x, y] = place(step);
      const [lastX, lastY] = drawing.at(-1);
      if (Math.hypot(x - lastX, y - lastY) >= CLOSE) drawing.push([x, y]);
    }
    paint();
  });
  const lift = () => {
    if (drawing) keep();
    drawing = null;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  form.querySelector("[data-pad-clear]").addEventListener("click", () => {
    strokes = [];
    measure();
    paint();
    keep();
  });
  new ResizeObserver(() => {
    measure();
    paint();
  }).observe(canvas);
  keep();
}

function ways(form) {
  const radios = [...form.querySelectorAll("[name=method]")];
  const parts = [...form.querySelectorAll("[data-way]")];
  const show = () => {
    const chosen = radios.find((radio) => radio.checked).value;
    for (const part of parts) part.hidden = part.dataset.way !== chosen;
  };
  form.querySelector("[data-ways]").hidden = false;
  // Drawing is what most expect; a form that came back keeps what was chosen.
  if ("fresh" in form.dataset) radios.find((radio) => radio.value === "drawn").checked = true;
  for (const radio of radios) radio.addEventListener("change", show);
  show();
}

function drawForms() {
  for (const form of document.querySelectorAll("[data-signature]")) {
    ways(form);
    pad(form);
  }
}

document.addEventListener("simpul:page", drawForms); // a page that came back (signing-key.js)
drawForms();
