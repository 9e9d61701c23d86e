"use strict";
/* Which labels are worth writing now, and which of them are the weightiest. */
const Captions = (() => {
  const BEST = 24; // so many of the best linked are named whatever stands near them
  const MANY = 40; // so many neighbours of what is selected are named likewise
  const FEW = 40; // with so few links, all of them may be named
  const CLOSE = 1.1; // and from this zoom on
  const READ = 900; // so many of the best linked in sight are tried: the rest would find no room
  const WIDE = 22;
  const HIGH = 3;
  const cut = (word) => (word.length > WIDE ? `${[...word].slice(0, WIDE - 1).join("")}…` : word);

  /** A label cut into short lines for the picture; one too long ends in an ellipsis. */
  function broken(label) {
    const lines = [];
    for (const word of label.slice(0, WIDE * (HIGH + 1)).trim().split(/\s+/)) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + word.length < WIDE)
        lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(cut(word));
    }
    if (lines.length > HIGH) {
      lines.length = HIGH;
      lines[HIGH - 1] = `${lines[HIGH - 1].replace(/[,.…]+$/, "")}…`;
    }
    return lines.join("\n");
  }

  function ofDots({ order, scene, hovered, xs, ys, radius, view }) {
    const around = scene.nodes.reduce((sum, state) => sum + (state === "near"), 0);
    const found = [];
    order.forEach((node, rank) => {
      const state = scene.nodes[node.index];
      const pointed = node.index === hovered;
      if (state === "hidden" || (state === "dim" && !pointed)) return;
      const near = state === "near";
      const chosen = state === "selected" || pointed || (near && around <= 2);
      const over = rank < BEST || (near && around <= MANY);
      if (found.length > READ && !chosen && !near) return;
      const at = { x: xs[node.index], y: ys[node.index] };
      if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) return;
      found.push({
        text: `${(node.caption ??= broken(node.label))}${scene.notes[node.index] ?? ""}`,
        ...at,
        gap: radius(node) * 1.1 + 2,
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
    const { edges, hovered, view } = picture;
    const all = view.scale > CLOSE || edges.length < FEW;
    const found = [];
    for (const edge of edges) {
      const { state, text } = scene.edges[edge.index];
      const pointed = hovered >= 0 && (edge.from === hovered || edge.to === hovered);
      if (state === "hidden" || (state === "dim" && !pointed)) continue;
      const chosen = state === "selected";
      const near = state === "near";
      if (!chosen && !pointed && !near && !all) continue;
      const at = Lines.middle(edge, picture);
      const fits = at.length > Math.min(text.length, 24) * 6 + 50;
      if (!chosen && !pointed && !fits) continue;
      const weight = chosen ? 5 : pointed ? 2 : near ? 1 : 0;
      found.push({ text, ...at, force: chosen, quiet: !pointed && !chosen, weight });
    }
    return found;
  }

  /** The labels in sight, the weightiest first. */
  function of(picture) {
    const found = [...ofDots(picture), ...ofLinks(picture, picture.scene)];
    return found.sort((one, other) => other.weight - one.weight);
  }

  return { of, broken };
})();
