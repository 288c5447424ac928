// Two texts side by side with the words that differ in <mark>; for a draft that is offered back.
window.SimpulCompare = (() => {
  const LONG = 1500; // words; a longer middle is marked as a whole

  const words = (text) => text.match(/\s*\S+/g) || [];

  function common(a, b) {
    const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        table[i][j] = a[i].trim() === b[j].trim() ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    const pairs = [];
    for (let i = 0, j = 0; i < a.length && j < b.length; )
      if (a[i].trim() === b[j].trim()) pairs.push([i++, j++]);
      else if (table[i + 1][j] >= table[i][j + 1]) i++;
      else j++;
    return pairs;
  }

  function pieces(list, kept) {
    const nodes = [];
    list.forEach((word, index) => {
      const same = kept.has(index);
      const last = nodes.at(-1);
      if (last && last.same === same) last.text += word;
      else nodes.push({ same, text: word });
    });
    return nodes.map(({ same, text }) => {
      if (same) return document.createTextNode(text);
      const mark = document.createElement("mark");
      mark.textContent = text;
      return mark;
    });
  }

  // Nodes for the left and for the right text.
  function sides(left, right) {
    const a = words(left), b = words(right);
    let head = 0, tail = 0;
    while (head < a.length && head < b.length && a[head].trim() === b[head].trim()) head++;
    while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail).trim() === b.at(-1 - tail).trim()) tail++;
    const keptA = new Set(), keptB = new Set();
    for (let i = 0; i < head; i++) keptA.add(i) && keptB.add(i);
    for (let i = 1; i <= tail; i++) keptA.add(a.length - i) && keptB.add(b.length - i);
    const midA = a.slice(head, a.length - tail), midB = b.slice(head, b.length - tail);
    if (midA.length <= LONG && midB.length <= LONG)
      for (const [i, j] of common(midA, midB)) keptA.add(head + i) && keptB.add(head + j);
    return [pieces(a, keptA), pieces(b, keptB)];
  }

  // The words of rich text, a line for each block; nothing in it is run or fetched.
  function plain(value) {
    if (!/<\w/.test(value)) return value;
    const inert = new DOMParser().parseFromString(value, "text/html");
    inert.querySelectorAll("p,li,h2,h3,h4,tr,blockquote,figure").forEach((block) => block.append("\n"));
    return inert.body.textContent.trim();
  }

  return { sides, plain };
})();
