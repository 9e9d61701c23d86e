"use strict";
/* What the reader has chosen: filters and selection; whoever shows them is told of each change. */
const Store = (() => {
  const { nodes, edges } = Model;
  const hiddenTypes = new Set();
  const hiddenFamilies = new Set();
  const watchers = [];
  const state = { selected: null, nodes: [], said: [] };

  /** Which things and which statements of each link the filters leave. */
  function sift() {
    state.nodes = nodes.map((node) => !hiddenTypes.has(node.type));
    state.said = edges.map((edge) =>
      state.nodes[edge.from] && state.nodes[edge.to]
        ? edge.said.filter(
            (said) => !hiddenFamilies.has(said.family) && !(said.via >= 0 && state.nodes[said.via]),
          )
        : [],
    );
  }

  function tell(what) {
    for (const watcher of watchers) watcher(what);
  }

  function filter(set, member, shown) {
    if (shown) set.delete(member);
    else set.add(member);
    sift();
    const gone = state.selected && !visible(state.selected);
    if (gone) state.selected = null;
    tell(gone ? "all" : "filter");
  }

  const visible = ({ kind, index }) =>
    kind === "node" ? state.nodes[index] : state.said[index].length > 0;

  function select(kind, index) {
    const same = state.selected && state.selected.kind === kind && state.selected.index === index;
    if (same) return;
    state.selected = kind ? { kind, index } : null;
    tell("selection");
  }

  sift();
  return {
    state,
    select,
    visible,
    watch: (watcher) => watchers.push(watcher),
    clear: () => state.selected && select(null),
    showType: (type, shown) => filter(hiddenTypes, type, shown),
    showFamily: (family, shown) => filter(hiddenFamilies, family, shown),
    shownEdges: (node) => node.edges.filter((index) => state.said[index].length > 0),
  };
})();
