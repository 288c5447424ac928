// What stands in the boxes of a form, as [name, value] pairs in the order of the page, and what
// becomes of it when somebody else, or the same person in another window, changed some of it.
// Nothing in static/js/logic knows a page, a clock or a network: `make test` runs it in node.
globalThis.SimpulValues = (() => {
  const lines = (value) => String(value ?? "").replace(/\r\n?/g, "\n");
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  // {name: [values]}; a box that is not ticked has no value.
  function byName(content) {
    const found = {};
    for (const [name, value] of content) (found[name] ||= []).push(lines(value));
    return found;
  }

  // The answer of the server has a text for each name, or several of a list that is ticked.
  function wantedOf(values) {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().map(lines)]));
  }

  // The same boxes with the same values, wherever they stand in the page.
  function alike(a, b) {
    if (same(a, b)) return true;
    const [left, right] = [byName(a), byName(b)];
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => same(left[name], right[name]));
  }

  // A content in which some boxes have other values. Boxes that it does not have are left out.
  function withValues(content, values) {
    const wanted = wantedOf(values);
    const rest = content.filter(([name]) => !(name in wanted));
    const names = new Set(content.map(([name]) => name).filter((name) => name in wanted));
    return [...rest, ...[...names].flatMap((name) => wanted[name].map((value) => [name, value]))];
  }

  // The server stored what was sent and joined it with another window's text (`theirs`). `put` goes
  // into boxes that nobody touched meanwhile; `left` are boxes that were typed into since.
  function join({ sent, now, theirs }) {
    const [before, here] = [byName(sent), byName(now)];
    const put = {}, left = [];
    for (const [name, wanted] of Object.entries(wantedOf(theirs))) {
      if (same(wanted, before[name] || [])) continue;
      if (same(here[name], before[name]) || same(here[name], wanted)) put[name] = wanted;
      else left.push(name);
    }
    return { put, left };
  }

  // The boxes that two people changed to different texts. When nothing tells them apart, all that
  // stand otherwise than they were sent.
  function clashing({ base, sent, theirs }) {
    const [before, mine] = [byName(base), byName(sent)];
    const other = Object.entries(wantedOf(theirs)).filter(([name, wanted]) => !same(wanted, mine[name] || []));
    const both = other.filter(([name, wanted]) => !same(wanted, before[name] || []) && !same(mine[name], before[name]));
    return (both.length ? both : other).map(([name]) => name);
  }

  // She chose between two texts. What clashed is hers or theirs as she said; what only they changed
  // is theirs; what only she changed, or has typed since, stays. `left` are boxes that they changed
  // and that she typed into while the question stood: of those she must be asked, too.
  function chosen(choice, { base, sent, now, theirs }) {
    const [before, mine, here] = [byName(base), byName(sent), byName(now)];
    const clash = new Set(clashing({ base, sent, theirs }));
    const put = {}, left = [];
    for (const [name, wanted] of Object.entries(wantedOf(theirs))) {
      if (same(wanted, here[name] || [])) continue;
      if (clash.has(name)) {
        if (choice === "theirs") put[name] = wanted;
      } else if (same(wanted, mine[name] || []) || !same(mine[name], before[name])) continue;
      else if (same(here[name], mine[name])) put[name] = wanted;
      else left.push(name);
    }
    return { put, left };
  }

  return { alike, byName, chosen, clashing, join, withValues };
})();
