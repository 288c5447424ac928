// What Excel and its kin put on the clipboard: cells with tabs between them, rows with line ends, and
// quotes around cells that hold either.
globalThis.SimpulClipboardTable = (() => {
  // Whether cells were copied, and not words. One column has no tabs; its HTML tells.
  function isTable({ text, html }) {
    const words = text.replace(/\s+$/, "");
    return words.includes("\t") || (words.includes("\n") && /<table[\s>]/i.test(html));
  }

  // [[cell, …], …] without empty rows at the end.
  function rowsOf(text) {
    const rows = [[""]];
    let quoted = false;
    const clean = text.replace(/\r\n?/g, "\n");
    for (let at = 0; at < clean.length; at++) {
      const letter = clean[at];
      const row = rows.at(-1);
      if (quoted && letter === '"' && clean[at + 1] === '"') (row[row.length - 1] += '"'), at++;
      else if (letter === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
      else if (letter === "\t" && !quoted) row.push("");
      else if (letter === "\n" && !quoted) rows.push([""]);
      else row[row.length - 1] += letter;
    }
    while (rows.length && rows.at(-1).every((cell) => !cell.trim())) rows.pop();
    return rows.map((row) => row.map((cell) => cell.trim()));
  }

  return { isTable, rowsOf };
})();
