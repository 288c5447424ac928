// Lists that other programs draw with signs and levels, brought to lists of a text.

const MARKER = /^[([]?(\d+(?:\.\d+)*|[a-z]{1,4})[.)\]]$|^\d+(?:\.\d+)+$/i;
const DOT = /^\s*[●•·▪◦○■□➢✓–-][\s\u00a0]+/;
const ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(" ");
const STEP = 36; // points of one level

export const css = (element) => element.getAttribute("data-css") || "";
export const words = (node) => node.textContent.replace(/[\s\u00a0]+/g, " ").trim();
export const all = (root, selector) => [...root.querySelectorAll(selector)];
export const unwrap = (element) => element.replaceWith(...element.childNodes);

function texts(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Some of Word's lists are half lists: items of a deeper level in lists of lists. They become
// paragraphs like the others, and all of them together lists again.
function halfLists(body) {
  for (const list of all(body, "ul, ol").filter((one) => !one.parentElement.closest("ul, ol") && one.querySelector('li[data-css*="mso-list"]'))) {
    const lines = all(list, "li").map((item) => {
      const line = body.ownerDocument.createElement("p");
      let depth = 0;
      for (let up = item; up !== list.parentElement; up = up.parentElement) depth += up.matches("ul, ol");
      line.setAttribute("data-css", /mso-list:/.test(css(item)) ? css(item) : `mso-list:l0 level${depth}`);
      line.setAttribute("data-kind", item.parentElement.tagName.toLowerCase());
      line.append(...[...item.childNodes].filter((node) => !/^[UO]L$/.test(node.nodeName)));
      all(line, "p").forEach(unwrap);
      return line;
    });
    list.replaceWith(...lines);
  }
}

// Word in the browser makes a list of every item, and says the level beside it.
function onlineLists(body) {
  for (const item of all(body, "li[data-aria-level]")) {
    const list = item.parentElement;
    const frame = item.closest(".ListContainerWrapper") || list;
    const line = body.ownerDocument.createElement("p");
    line.setAttribute("data-css", `mso-list:l${Number(item.dataset.listid) || 0} level${Number(item.dataset.ariaLevel) || 1}`);
    line.dataset.kind = list.tagName.toLowerCase();
    line.dataset.start = list.getAttribute("start") || "";
    line.append(...item.childNodes);
    all(line, "p, div").forEach(unwrap);
    frame.before(line);
    item.remove();
    if (!words(frame)) frame.remove();
  }
}

// Google Docs and mail write some lists as paragraphs that hang, with a dot before their words.
function dottedLines(body) {
  for (const line of all(body, 'p[data-css*="text-indent:-"]:not([data-css*="mso-list"])')) {
    const sign = line.textContent.match(DOT);
    if (!sign) continue;
    let rest = sign[0].length;
    for (const node of texts(line)) {
      const taken = Math.min(rest, node.data.length);
      node.data = node.data.slice(taken);
      rest -= taken;
    }
    const indent = parseFloat(css(line).match(/margin-left:([\d.]+)pt/)?.[1]) || STEP;
    line.setAttribute("data-css", `mso-list:l0 level${Math.max(1, Math.round(indent / STEP))}`);
    line.dataset.kind = "ul";
  }
}

// What the items are numbered with, and the number of the first: "c." is [a, 3], "iv)" is [i, 4].
function numbering(marker) {
  const sign = marker.replace(/[^a-z0-9]/gi, "");
  const small = sign.toLowerCase();
  if (/^\d/.test(sign)) return { type: "", first: parseInt(sign, 10) };
  const isSmall = sign === small;
  // "i." begins a list of Roman numerals; a list that begins with another letter is one of letters.
  if (small === "i" || (small.length > 1 && ROMAN.includes(small))) return { type: isSmall ? "i" : "I", first: ROMAN.indexOf(small) + 1 };
  if (small.length === 1) return { type: isSmall ? "a" : "A", first: small.charCodeAt(0) - 96 };
  return { type: "", first: 1 };
}

// Word writes the items of a list as paragraphs with a level and a sign of their own.
export function lists(body) {
  halfLists(body);
  onlineLists(body);
  dottedLines(body);
  let open = []; // the lists that are open, outermost first
  let last = null;
  for (const item of all(body, '[data-css*="mso-list"]')) {
    const said = css(item).match(/mso-list:(l\d+) level(\d+)/i);
    const sign = item.querySelector('[data-css*="mso-list:Ignore" i]');
    const marker = sign ? words(sign) : "";
    sign?.remove();
    if (!said || item.tagName !== "P") continue;
    const [, name, depth] = said;
    const level = Number(depth);
    const kind = item.dataset.kind || (MARKER.test(marker) ? "ol" : "ul");
    if (!last || item.previousElementSibling !== last) open = [];
    while (open.length && open.at(-1).level > level) open.pop();
    const same = open.at(-1);
    if (same?.level === level && (same.kind !== kind || (level === 1 && same.name !== name))) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const list = body.ownerDocument.createElement(kind);
      const { type, first } = numbering(marker || item.dataset.start || "");
      if (kind === "ol" && first > 1) list.setAttribute("start", first);
      if (kind === "ol" && type) list.setAttribute("type", type);
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else item.before(list);
      open.push({ level, kind, name, list });
    }
    const entry = body.ownerDocument.createElement("li");
    const paragraph = body.ownerDocument.createElement("p");
    paragraph.append(...item.childNodes);
    entry.append(paragraph);
    open.at(-1).list.append(entry);
    item.remove();
    last = open[0].list;
  }
  for (const list of all(body, "ul > ul, ul > ol, ol > ul, ol > ol")) {
    list.previousElementSibling?.append(list); // a list in a list, without an item around it
  }
}
