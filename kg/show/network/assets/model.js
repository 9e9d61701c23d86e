"use strict";
/* The page's data, with the indexes that the other modules read. */
const Model = (() => {
  const { nodes, edges, claims, sources, types, families, focus, bases, trace } = Packed.data;

  // Letters that Unicode does not take apart, as people type them (Unicode CLDR, Latin-ASCII).
  const ALIKE = {
    ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ŋ: "n", þ: "th", ß: "ss", æ: "ae", œ: "oe",
    ґ: "г", "’": "'", ʼ: "'", "‘": "'", "–": "-", "—": "-",
  };
  const UNLIKE = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "gu");

  /** A text as it is searched: small letters without accents. */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(UNLIKE, (letter) => ALIKE[letter]);

  nodes.forEach((node, index) => {
    node.index = index;
    node.edges = [];
  });
  edges.forEach((edge, index) => {
    edge.index = index;
    nodes[edge.from].edges.push(index);
    nodes[edge.to].edges.push(index);
  });
  for (const node of nodes) {
    if (!node.linked) continue;
    const said = node.edges.flatMap((index) => edges[index].said.flatMap((one) => one.claims));
    node.claims = [...new Set([...node.claims, ...said])].sort((one, other) => one - other);
  }
  const ids = new Map(nodes.map((node) => [node.id, node.index]));
  const pair = (from, to) => from * nodes.length + to;
  const pairs = new Map(edges.map((edge) => [pair(edge.from, edge.to), edge.index]));

  for (const edge of edges) edge.twin = pairs.has(pair(edge.to, edge.from));
  for (const node of nodes) {
    node.degree = new Set(
      node.edges.map((index) => edges[index].from + edges[index].to - node.index),
    ).size;
  }
  const claimIds = new Map(claims.map((claim, index) => [claim.id, index]));
  claims.forEach((claim, index) => {
    claim.index = index;
    claim.about = sources[claim.source];
    for (const step of claim.chain) if (step.node >= 0) step.who ||= nodes[step.node].label;
    if (trace) claim.trace = `${trace}#claim=${encodeURIComponent(claim.id)}`;
    if (claim.time) {
      const [first, last, basis] = claim.time;
      claim.when = `${first === last ? first : `${first} to ${last}`} (${bases[basis]})`;
    }
  });
  const wordsOf = (node) => (node.words ??= [node.label, ...node.names, node.id].map(fold));

  /** Things that match what is typed, the best first: by how early and in which name it stands. */
  function search(typed) {
    const wanted = fold(typed.trim());
    const byDegree = (one, other) => other.degree - one.degree || one.index - other.index;
    if (!wanted) return [...nodes].sort(byDegree).map((node) => ({ node, name: "" }));
    const found = [];
    for (const node of nodes) {
      let best = null;
      wordsOf(node).forEach((word, place) => {
        const at = word.indexOf(wanted);
        if (at < 0) return;
        const rank = (at === 0 ? 0 : /\p{L}|\p{N}/u.test(word[at - 1]) ? 4 : 2) + (place ? 1 : 0);
        if (!best || rank < best.rank)
          best = {
            node,
            rank,
            name: place && place <= node.names.length ? node.names[place - 1] : "",
          };
      });
      if (best) found.push(best);
    }
    return found.sort((one, other) => one.rank - other.rank || byDegree(one.node, other.node));
  }

  return {
    nodes,
    edges,
    claims,
    types,
    families,
    focus,
    sources,
    fold,
    search,
    nodeOf: (id) => ids.get(id),
    claimOf: (id) => claimIds.get(id),
    edgeOf: (from, to) => pairs.get(pair(ids.get(from), ids.get(to))),
  };
})();
