"use strict";
/* The page's data, with the indexes that the other modules read. */
const Model = (() => {
  const { nodes, edges, sources, types, families, focus, bases, trace } = Packed.data;

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
    node.look = types[node.type];
    node.degree = 0;
  });
  edges.forEach((edge, index) => {
    edge.index = index;
    nodes[edge.from].edges.push(index);
    if (edge.to !== edge.from) nodes[edge.to].edges.push(index);
  });

  /* `twin`: there is a link the other way round; `degree`: how many neighbours a thing has. */
  const reached = new Int32Array(nodes.length).fill(-1);
  for (const node of nodes) {
    for (const index of node.edges) if (edges[index].from === node.index) reached[edges[index].to] = node.index;
    for (const index of node.edges) {
      const edge = edges[index];
      const out = edge.from === node.index;
      if (!out || edge.to === node.index) edge.twin = reached[edge.from] === node.index;
      if (out || reached[edge.from] !== node.index) node.degree += 1;
    }
  }
  const claims = Packed.late(Packed.data.claims, {
    about: ({ source }) => sources[source],
    chain(_, steps) {
      for (const step of steps) if (step.node >= 0) step.who ||= nodes[step.node].label;
      return steps;
    },
    trace: ({ id }) => trace && `${trace}#claim=${encodeURIComponent(id)}`,
    when({ time }) {
      if (!time) return "";
      const [first, last, basis] = time;
      return `${first === last ? first : `${first} to ${last}`} (${bases[basis]})`;
    },
  });

  /** The numbers of all claims about a thing that the page holds, in reading order. */
  function about(node) {
    if (!node.linked) return node.claims;
    const said = node.edges.flatMap((index) => edges[index].said.flatMap((one) => one.claims));
    return [...new Set([...node.claims, ...said])].sort((one, other) => one - other);
  }

  const familyLabels = new Map(families.map(({ id, label }) => [id, label]));
  const byId = (items) => new Map(items.map(({ id }, index) => [id, index]));
  let things = null;
  let known = null;
  const nodeOf = (id) => (things ??= byId(nodes)).get(id);
  const claimOf = (id) => (known ??= byId(claims)).get(id);
  function edgeOf(from, to) {
    const [start, end] = [nodeOf(from), nodeOf(to)];
    return nodes[start]?.edges.find((index) => edges[index].from === start && edges[index].to === end);
  }

  const byDegree = (one, other) => other.degree - one.degree || one.index - other.index;
  let best = null;
  /** All things, the best linked first. */
  const ranked = () => (best ??= [...nodes].sort(byDegree));
  const wordsOf = (node) => (node.words ??= [node.label, ...node.names, node.id].map(fold));

  /** Things that match what is typed, the best first: by how early and in which name it stands. */
  function search(typed) {
    const wanted = fold(typed.trim());
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
    about,
    kindOf: ({ family }) => familyLabels.get(family),
    ranked,
    nodeOf,
    claimOf,
    edgeOf,
  };
})();
