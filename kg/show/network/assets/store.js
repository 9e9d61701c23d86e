"use strict";
/* What the reader has chosen; whoever shows it is told of each change. */
const Store = (() => {
  const { nodes, edges } = Model;
  const AT_ONCE = 12; // so many neighbours are brought at a time
  const watchers = [];
  const chosen = { hidden: new Map(), span: null, focus: -1, opened: [], dots: false };
  const state = { selected: null, nodes: [], said: [], claims: [], counts: {} };
  let brought = new Set();
  let near = null; // what lies around the focus, if there is one

  const held = ({ index, reserve }) => reserve && !brought.has(index) && !near?.has(index);
  const neighbours = (node) => [
    ...new Set(node.edges.map((index) => edges[index].from + edges[index].to - node.index)),
  ];

  const reserved = new Map(); // by thing: its neighbours in reserve, the best linked first
  for (const node of nodes)
    if (node.reserve)
      for (const other of neighbours(node))
        reserved.set(other, [...(reserved.get(other) ?? []), node.index]);

  /** The neighbours of a thing that the page still holds back, and how many it does not hold. */
  const more = ({ index, more: beyond }) => ({
    here: (reserved.get(index) ?? []).filter((other) => held(nodes[other])),
    beyond,
  });

  /** Bring what was opened, in that order: each time a thing and the next of its neighbours. */
  function bring() {
    brought = new Set();
    for (const index of chosen.opened) {
      brought.add(index);
      for (const other of more(nodes[index]).here.slice(0, AT_ONCE)) brought.add(other);
    }
  }

  function sift() {
    near = null;
    bring();
    if (chosen.focus >= 0) near = new Set([chosen.focus, ...neighbours(nodes[chosen.focus])]);
    const present = nodes.map((node) => !held(node) && (!near || near.has(node.index)));
    Object.assign(state, Facets.sift(present, chosen.hidden, chosen.span));
  }

  function tell(what) {
    for (const watcher of watchers) watcher(what);
  }

  const visible = ({ kind, index }) =>
    kind === "node"
      ? state.nodes[index]
      : kind === "edge"
        ? state.said[index].length > 0
        : state.claims[index];

  /** Change what is chosen, and tell what is left; a selection that is no longer shown is let go. */
  function change(act, what = "filter") {
    act();
    sift();
    const gone = state.selected && !visible(state.selected);
    if (gone) state.selected = null;
    tell(gone ? "all" : what);
  }

  function select(kind, index) {
    const same = state.selected && state.selected.kind === kind && state.selected.index === index;
    if (same) return;
    state.selected = kind ? { kind, index } : null;
    tell("selection");
  }

  const off = (facet) => {
    if (!chosen.hidden.has(facet)) chosen.hidden.set(facet, new Set());
    return chosen.hidden.get(facet);
  };
  const values = (facet) => Facets.by(facet).options.map(({ value }) => value);

  /** Select a thing; one that is held back is brought first. */
  function reach(index) {
    if (held(nodes[index])) change(() => chosen.opened.push(index));
    select("node", index);
  }

  const plain = ({ hidden, span, focus, opened }) =>
    !hidden.size && !span && focus < 0 && !opened.length;

  /** Take over everything at once, as an address keeps it. */
  function restore({ selected, ...asked }) {
    const still = plain(chosen) && plain(asked);
    Object.assign(chosen, asked);
    if (!still) sift();
    const { opened } = chosen;
    if (selected?.kind === "node" && held(nodes[selected.index])) {
      opened.push(selected.index);
      sift();
    }
    state.selected = selected && visible(selected) ? selected : null;
    tell("all");
  }

  sift();
  return {
    state,
    chosen,
    select,
    visible,
    restore,
    reach,
    held: (index) => held(nodes[index]),
    more,
    watch: (watcher) => watchers.push(watcher),
    clear: () => state.selected && select(null),
    show: (facet, value, shown) =>
      change(() => (shown ? off(facet).delete(value) : off(facet).add(value))),
    only: (facet, value) =>
      change(() => chosen.hidden.set(facet, new Set(values(facet).filter((one) => one !== value)))),
    every: (facet) => change(() => chosen.hidden.delete(facet)),
    during: (span) =>
      change(() => {
        chosen.span = span;
      }),
    near: (index) =>
      change(() => {
        chosen.focus = index;
      }, "all"),
    open: (index) => change(() => chosen.opened.push(index)),
    fold: () =>
      change(() => {
        chosen.opened = [];
      }),
    dots: (shown) =>
      change(() => {
        chosen.dots = shown;
      }),
    unfilter: () =>
      change(() => {
        chosen.hidden.clear();
        chosen.span = null;
      }),
    /** Whether anything is filtered out by facets or by time. */
    filtered: () => Boolean(chosen.span) || [...chosen.hidden.values()].some(({ size }) => size),
    /** How many neighbours of a thing are shown. */
    shownNeighbours: (node) =>
      neighbours(node).filter((index) => state.nodes[index]).length,
    shownEdges: (node) => node.edges.filter((index) => state.said[index].length > 0),
  };
})();
