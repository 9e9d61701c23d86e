"use strict";
/* How each dot and line looks: the selected one and its neighbours stand out of the rest. */
const Scene = (() => {
  const { nodes, edges } = Model;
  const LONGEST = 34;
  const HIDDEN = { state: "hidden", weight: 1, firm: true, tone: "", text: "" };

  const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

  /** The links that what is selected makes stand out. */
  function litBy(chosen) {
    if (!chosen) return new Set();
    return new Set(chosen.kind === "edge" ? [chosen.index] : Store.shownEdges(nodes[chosen.index]));
  }

  function ofNode({ index }, chosen, near) {
    if (!Store.state.nodes[index]) return "hidden";
    if (!chosen) return "shown";
    if (chosen.kind === "node" && chosen.index === index) return "selected";
    return near.has(index) ? "near" : "dim";
  }

  function ofEdge({ index }, chosen, lit) {
    const said = Store.state.said[index];
    if (!said.length) return HIDDEN;
    const tones = new Set(said.map((one) => one.tone));
    const claims = said.reduce((sum, one) => sum + one.count, 0);
    const standsOut = chosen?.kind === "edge" ? "selected" : "near";
    const first = short(said[0].label);
    return {
      state: !chosen ? "shown" : lit.has(index) ? standsOut : "dim",
      tone: tones.size === 1 ? said[0].tone : "",
      firm: said.some((one) => one.firm),
      weight: 1 + Math.min(3, Math.log2(Math.max(1, claims)) * 0.8),
      text: said.length > 1 ? `${first} +${said.length - 1}` : first,
    };
  }

  /** What the renderer draws; see there. */
  function now() {
    const chosen = Store.state.selected;
    const lit = litBy(chosen);
    const near = new Set([...lit].flatMap((index) => [edges[index].from, edges[index].to]));
    return {
      nodes: nodes.map((node) => ofNode(node, chosen, near)),
      edges: edges.map((edge) => ofEdge(edge, chosen, lit)),
    };
  }

  return { now };
})();
