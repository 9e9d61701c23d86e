"use strict";
/* Which labels are worth writing now, and which of them are the weightiest. */
const Captions = (() => {
  const BEST = 12; // so many of the best linked are named whatever stands near them
  const MANY = 40; // so many neighbours of what is selected are named likewise
  const FEW = 40; // with so few links, all of them may be named
  const CLOSE = 1.1; // and from this zoom on

  function ofDots(picture, scene) {
    const around = scene.nodes.filter((state) => state === "near").length;
    const found = [];
    picture.order.forEach((node, rank) => {
      const state = scene.nodes[node.index];
      const pointed = node.index === picture.hovered;
      if (state === "hidden" || (state === "dim" && !pointed)) return;
      const near = state === "near";
      const chosen = state === "selected" || pointed || (near && around <= 2);
      const over = rank < BEST || (near && around <= MANY);
      found.push({
        text: `${node.caption}${scene.notes[node.index] ?? ""}`,
        ...picture.position(node.index),
        gap: picture.size(node) * 0.9,
        bold: state === "selected",
        force: chosen,
        over,
        weight: chosen ? 4 : over ? 3 : near ? 2 : 1.5,
      });
    });
    return found;
  }

  /** Those of links that are selected, pointed at, next to it, or long enough to be read. */
  function ofLinks(picture, scene) {
    const { edges, hovered, scale } = picture;
    const found = [];
    for (const edge of edges) {
      const { state, text } = scene.edges[edge.index];
      const pointed = hovered >= 0 && (edge.from === hovered || edge.to === hovered);
      if (state === "hidden" || (state === "dim" && !pointed)) continue;
      const at = picture.middle(edge);
      const chosen = state === "selected";
      const near = state === "near";
      const wanted = near || scale > CLOSE || edges.length < FEW;
      const fits = at.length * scale > Math.min(text.length, 24) * 6 + 50;
      if (!chosen && !pointed && !(wanted && fits)) continue;
      const weight = chosen ? 5 : pointed ? 2 : near ? 1 : 0;
      found.push({ text, ...at, force: chosen, quiet: !pointed && !chosen, weight });
    }
    return found;
  }

  /** The labels, the weightiest first; `picture` tells where things are and how near we look. */
  function of(picture, scene) {
    const found = [...ofDots(picture, scene), ...ofLinks(picture, scene)];
    return found.sort((one, other) => other.weight - one.weight);
  }

  return { of };
})();
