"use strict";
/* The page's data, with the indexes that the other modules read. */
const Model = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { nodes, edges, claims, sources, types, families, focus, bases, trace } = data;

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
    node.words = [node.label, ...node.names, node.id].map(fold);
  });
  edges.forEach((edge, index) => {
    edge.index = index;
    nodes[edge.from].edges.push(index);
    nodes[edge.to].edges.push(index);
  });
  const ids = new Map(nodes.map((node) => [node.id, node.index]));
  const pairs = new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge.index]));

  for (const edge of edges) edge.twin = pairs.has(`${edge.to} ${edge.from}`);
  for (const node of nodes) {
    node.degree = new Set(
      node.edges.map((index) => edges[index].from + edges[index].to - node.index),
    ).size;
  }
  const claimIds = new Map(claims.map((claim, index) => [claim.id, index]));
  claims.forEach((claim, index) => {
    claim.index = index;
    claim.about = sources[claim.source];
    if (trace) claim.trace = `${trace}#claim=${encodeURIComponent(claim.id)}`;
    if (claim.time) {
      const [first, last, basis] = claim.time;
      claim.when = `${first === last ? first : `${first} to ${last}`} (${bases[basis]})`;
    }
  });

  /** Things that match what is typed, the best first: by how early and in which name it stands. */
  function search(typed) {
    const wanted = fold(typed.trim());
    const byDegree = (one, other) => other.degree - one.degree || one.index - other.index;
    if (!wanted) return [...nodes].sort(byDegree).map((node) => ({ node, name: "" }));
    const found = [];
    for (const node of nodes) {
      let best = null;
      node.words.forEach((word, place) => {
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
    edgeOf: (from, to) => pairs.get(`${ids.get(from)} ${ids.get(to)}`),
  };
})();
