"use strict";
/* How each dot and line looks: the selected one and its neighbours stand out of the rest.
   `notes` are what is written behind the name of each dot. */
const Scene = (() => {
  const { nodes, edges } = Model;
  const LONGEST = 34;
  let noted = { of: null, texts: [] }; // made anew when other things are shown
  const contested = nodes.map(({ facts }) => facts.some((fact) => fact.contested));
  const HIDDEN = { state: "hidden", weight: 1, firm: true, tone: "", text: "" };
  HIDDEN.corroborated = HIDDEN.contested = false;

  const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

  /** The links that a claim stands behind. */
  function statedBy(claim) {
    const states = ({ index }) => Store.state.said[index].some((one) => one.claims.includes(claim));
    return edges.filter(states).map(({ index }) => index);
  }

  /** The links that what is selected makes stand out. */
  function litBy(chosen) {
    if (!chosen) return new Set();
    if (chosen.kind === "node") return new Set(Store.shownEdges(nodes[chosen.index]));
    return new Set(chosen.kind === "edge" ? [chosen.index] : statedBy(chosen.index));
  }

  /** "×2": two independent origins say it. "≠": claims differ. */
  function marks(said) {
    const origins = Math.max(...said.map((one) => one.origins));
    const differ = said.some((one) => one.contested);
    return `${origins ? ` ×${origins}` : ""}${differ ? " ≠" : ""}`;
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
    const standsOut = chosen?.kind === "node" ? "near" : "selected";
    const first = short(said[0].label);
    const text = said.length > 1 ? `${first} +${said.length - 1}` : first;
    return {
      state: !chosen ? "shown" : lit.has(index) ? standsOut : "dim",
      tone: tones.size === 1 ? said[0].tone : "",
      firm: said.some((one) => one.firm),
      weight: 1 + Math.min(3, Math.log2(Math.max(1, claims)) * 0.8),
      text: `${text}${marks(said)}`,
      corroborated: said.some((one) => one.origins > 0),
      contested: said.some((one) => one.contested),
    };
  }

  /** What stands behind the name of each dot: that claims differ on it, how many more it opens. */
  function notes() {
    if (noted.of === Store.state.nodes) return noted.texts;
    const texts = nodes.map((node) => {
      const more = Store.more(node).here.length;
      return `${contested[node.index] ? " ≠" : ""}${more ? ` +${more}` : ""}`;
    });
    noted = { of: Store.state.nodes, texts };
    return texts;
  }

  /** What the renderer draws; see there. */
  function now() {
    const chosen = Store.state.selected;
    const lit = litBy(chosen);
    const near = new Set([...lit].flatMap((index) => [edges[index].from, edges[index].to]));
    return {
      nodes: nodes.map((node) => ofNode(node, chosen, near)),
      edges: edges.map((edge) => ofEdge(edge, chosen, lit)),
      notes: notes(),
    };
  }

  return { now, notes, statedBy, short, marks, HIDDEN };
})();
