// What is pasted from Word, Excel, LibreOffice, Google Docs and web pages, brought to what a text may
// hold: lists that Word draws with signs become lists, its footnotes notes, its headings ours; of a
// sheet stay words, numbers and joined cells. Nothing is fetched and no style is read by the browser:
// the markup is made harmless as text before a parser sees it.

import { all, css, lists, unwrap, words } from "simpul/editor-paste-lists";

const TAG = /<([a-z][a-z0-9:]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /\s(style|background|srcset|on\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;
const FETCHING = /^(link|meta|base|iframe|frame|object|embed|source|video|audio|input|form|button)$/i;
const NUMBER = /^[-(]?(?:Rp\.?\s*)?\d[\d.,\s]*%?\)?$/;
const TABLE_NUMBER = /^tab(?:el|le)\s*[\divx]+(?:\s*[.–-]\s*\d+)*\s*[.:]?\s*/i;
const HIDDEN = '[data-css*="display:none" i], [data-css*="mso-hide:all" i], del, .msoDel';
const STRUCK = 's, strike, [data-css*="line-through" i]';
const HEADINGS = "h1, h2, h3, h4, h5, h6, .MsoTitle";

// Without comments, scripts and styles; `style` is kept under a name that no browser obeys.
function inert(html, pictures) {
  let lost = 0;
  const bare = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<!\[[^\]>]*\]>/g, "")
    .replace(/<(style|script|head|xml|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(TAG, (tag, name, rest) => {
      if (FETCHING.test(name)) return "";
      if (/^img$/i.test(name) && !pictures.test(rest)) {
        lost += 1;
        return "";
      }
      const quiet = rest.replace(ATTRIBUTE, (_, what, value) => {
        const said = value.replace(/^["']|["']$/g, "").replace(/"/g, "'").replace(/\s+/g, " ").replace(/ ?([:;]) ?/g, "$1");
        return what.toLowerCase() === "style" ? ` data-css="${said}"` : "";
      });
      return `<${name}${quiet}>`;
    });
  return { bare, lost };
}

// The classes that a sheet's own style sheet makes bold.
function boldClasses(html) {
  const sheet = (html.match(/<style\b[\s\S]*?<\/style\s*>/gi) || []).join("\n");
  const rules = sheet.matchAll(/\.([\w-]+)\s*\{([^}]*)\}/g);
  return new Set([...rules].filter(([, , rule]) => /font-weight:\s*(?:bold|[6-9]00)/i.test(rule)).map(([, name]) => name));
}

function wrap(element, tag) {
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}

function renamed(element, tag) {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  for (const name of ["colspan", "rowspan"]) {
    if (element.hasAttribute(name)) made.setAttribute(name, element.getAttribute(name));
  }
  element.replaceWith(made);
  return made;
}

// Two links that point at each other are a note: the first calls, the second begins its words. So
// write Word, LibreOffice and Google Docs.
function notes(body) {
  const names = new Map();
  for (const link of all(body, "a[name], a[id]")) names.set(link.getAttribute("name") || link.id, link);
  for (const link of all(body, 'a[id][name]')) names.set(link.id, link);
  const aim = (link) => names.get((link.getAttribute("href") || "").split("#")[1]);
  for (const call of all(body, 'a[href*="#"]')) {
    const answer = aim(call);
    if (!answer || answer === call || aim(answer) !== call) continue;
    if (!(call.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    const place = answer.closest('[data-css*="mso-element:footnote"], [data-css*="mso-element:endnote"], [id^="sdfootnote"], [id^="sdendnote"]') || answer.closest("p, li, div");
    if (!place || place.contains(call)) continue;
    answer.remove();
    const note = body.ownerDocument.createElement("span");
    note.className = "fn";
    note.textContent = words(place);
    place.remove();
    const raised = call.closest("sup");
    (raised && words(raised) === words(call) ? raised : call).replaceWith(...(note.textContent ? [note] : []));
  }
  all(body, '[data-css*="mso-element:footnote-list"], [data-css*="mso-element:endnote-list"], [data-css*="mso-element:comment-list"], .MsoCommentReference').forEach((list) => list.remove());
}

// Bold and the like, where a style says so and not a tag.
function marks(body) {
  for (const part of all(body, "b, strong, i, em, u")) {
    if (/font-(?:weight|style):\s*(?:normal|400)/i.test(css(part).replace(/mso-bidi-font-(?:weight|style):[^;]*/gi, ""))) unwrap(part);
  }
  for (const part of all(body, "span[data-css], font[data-css]")) {
    const said = css(part).replace(/mso-bidi-font-(?:weight|style):[^;]*/gi, "");
    if (/mso-spacerun:\s*yes/i.test(said)) part.textContent = " ";
    if (/font-weight:\s*(?:bold|[6-9]00)/i.test(said)) wrap(part, "strong");
    if (/font-style:\s*italic/i.test(said)) wrap(part, "em");
    if (/vertical-align:\s*super/i.test(said)) wrap(part, "sup");
    if (/vertical-align:\s*sub\b/i.test(said)) wrap(part, "sub");
  }
}

// Their highest heading is our heading, all below it the lesser one; in a cell it is bold words.
function headings(body) {
  const rank = (heading) => (heading.matches(".MsoTitle") ? 0 : Number(heading.tagName[1]));
  const found = all(body, HEADINGS);
  const highest = Math.min(...found.map(rank));
  for (const heading of found) {
    const level = rank(heading);
    all(heading, "b, strong").forEach(unwrap);
    if (!words(heading)) heading.remove();
    else if (heading.closest("td, th, li")) wrap(renamed(heading, "p"), "strong");
    else renamed(heading, level === highest ? "h3" : "h4");
  }
}

const isBold = (cell, bold) =>
  bold.has(cell.className) ||
  /font-weight:\s*(?:bold|[6-9]00)/i.test(css(cell)) ||
  all(cell, "b, strong").map(words).join("") === words(cell).replace(/ /g, "") ||
  all(cell, "b, strong").map(words).join(" ") === words(cell);

function head(rows, bold, isSheet) {
  const [first, ...rest] = rows;
  if (!first || !rest.length || first.querySelector("th")) return;
  const cells = [...first.cells];
  const said = cells.filter((cell) => words(cell));
  if (!said.length) return;
  const boldOnly = said.every((cell) => isBold(cell, bold)) && !rest.every((row) => [...row.cells].filter(words).every((cell) => isBold(cell, bold)));
  const aboveNumbers = isSheet && said.length === cells.length && !said.some((cell) => NUMBER.test(words(cell))) && rest.some((row) => [...row.cells].some((cell) => NUMBER.test(words(cell))));
  if (!boldOnly && !aboveNumbers) return;
  cells.forEach((cell) => {
    all(cell, "b, strong").forEach(unwrap);
    renamed(cell, "th");
  });
}

function caption(table) {
  const above = table.previousElementSibling;
  const near = [above, table.nextElementSibling].find((one) => one?.matches(".MsoCaption") && (one === above || /^tab/i.test(words(one))));
  if (!near || table.caption) return;
  table.createCaption().textContent = words(near).replace(TABLE_NUMBER, "");
  near.remove();
}

function tables(body, bold, isSheet) {
  for (const inner of all(body, "table table").reverse()) {
    const lines = [...inner.rows].map((row) => [...row.cells].map(words).filter(Boolean).join(" · "));
    inner.replaceWith(...lines.filter(Boolean).map((line) => Object.assign(body.ownerDocument.createElement("p"), { textContent: line })));
  }
  for (const table of all(body, "table")) {
    all(table, "colgroup, col").forEach((column) => column.remove());
    for (const row of [...table.rows]) {
      const joined = [...row.cells].some((cell) => cell.rowSpan > 1);
      if (!words(row) && !row.querySelector("img") && !joined) row.remove();
    }
    all(table, "thead td").forEach((cell) => renamed(cell, "th"));
    if (!table.rows.length) table.remove();
    else {
      head([...table.rows], bold, isSheet);
      caption(table);
    }
  }
}

// A break that parts no words: of a page, or where one program draws an empty line.
function isBetweenBlocks(line) {
  const beside = (way) => {
    let one = line[way];
    while (one && one.nodeType !== Node.ELEMENT_NODE && !words(one)) one = one[way];
    return !one || /^(P|DIV|TABLE|UL|OL|H\d|HR|BR|BLOCKQUOTE)$/.test(one.nodeName);
  };
  const inWords = line.closest("p, li, td, th, h1, h2, h3, h4, h5, h6");
  return /page-break/.test(css(line)) || line.hasAttribute("clear") || (!inWords && beside("previousSibling") && beside("nextSibling"));
}

// The HTML to paste, how many pictures could not come along, and whether struck words were left out:
// no book has them, and without their line they would say what was taken back.
export function cleaned(html, config) {
  const pictures = new RegExp(`\\ssrc="${config.patterns.picture}"`);
  const { bare, lost } = inert(html, pictures);
  if (html.includes("data-pm-slice")) return { html: bare, lost, struck: false }; // from an editor like this one
  const isSheet = /urn:schemas-microsoft-com:office:excel|content="?Excel\.Sheet|<google-sheets-html-origin/i.test(html);
  const { body } = new DOMParser().parseFromString(bare, "text/html");
  all(body, HIDDEN).forEach((one) => one.remove());
  const struck = all(body, STRUCK).filter(words);
  struck.forEach((one) => one.remove());
  notes(body);
  lists(body);
  marks(body);
  tables(body, boldClasses(html), isSheet);
  headings(body);
  all(body, "br").filter(isBetweenBlocks).forEach((one) => one.remove());
  all(body, "td, th").filter((cell) => !words(cell) && !cell.querySelector("img")).forEach((cell) => cell.replaceChildren());
  for (const empty of all(body, "p, h3, h4")) {
    if (!words(empty) && !empty.querySelector("img")) empty.remove();
  }
  return { html: body.innerHTML, lost, struck: struck.length > 0 };
}
