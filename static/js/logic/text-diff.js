// Two texts word by word: what they share, and what differs.
globalThis.SimpulTextDiff = (() => {
  const LONG = 1500; // words; a longer middle differs as a whole

  const words = (text) => text.match(/\s*\S+/g) || [];
  const alike = (a, b) => a.trim() === b.trim();

  // The places of a longest common sequence, as pairs.
  function common(a, b) {
    const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        table[i][j] = alike(a[i], b[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    const pairs = [];
    for (let i = 0, j = 0; i < a.length && j < b.length; )
      if (alike(a[i], b[j])) pairs.push([i++, j++]);
      else if (table[i + 1][j] >= table[i][j + 1]) i++;
      else j++;
    return pairs;
  }

  function pieces(list, kept) {
    const found = [];
    list.forEach((text, index) => {
      const same = kept.has(index);
      if (found.at(-1)?.same === same) found.at(-1).text += text;
      else found.push({ same, text });
    });
    return found;
  }

  // For the left and for the right text: [{same, text}].
  function sides(left, right) {
    const a = words(left), b = words(right);
    let head = 0, tail = 0;
    while (head < a.length && head < b.length && alike(a[head], b[head])) head++;
    while (tail < a.length - head && tail < b.length - head && alike(a.at(-1 - tail), b.at(-1 - tail))) tail++;
    const keptA = new Set(), keptB = new Set();
    for (let i = 0; i < head; i++) keptA.add(i) && keptB.add(i);
    for (let i = 1; i <= tail; i++) keptA.add(a.length - i) && keptB.add(b.length - i);
    const midA = a.slice(head, a.length - tail), midB = b.slice(head, b.length - tail);
    if (midA.length <= LONG && midB.length <= LONG)
      for (const [i, j] of common(midA, midB)) keptA.add(head + i) && keptB.add(head + j);
    return [pieces(a, keptA), pieces(b, keptB)];
  }

  return { sides };
})();
