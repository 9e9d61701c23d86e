"use strict";
/* What stands under a point: the nearest dot, else the nearest line. */
const Picking = (() => {
  const NEAR_DOT = 4;
  const NEAR_LINE = 6;

  /** The index of the dot at a point of the screen, or -1. All are looked at: 20,000 take 1 ms. */
  function node({ x, y }, { nodes, scene, place, radius }) {
    let best = -1;
    let least = Infinity;
    for (const one of nodes) {
      if (scene.nodes[one.index] === "hidden") continue;
      const at = place(one);
      const beyond = Math.hypot(at.x - x, at.y - y) - radius(one);
      if (beyond < NEAR_DOT && beyond < least) [best, least] = [one.index, beyond];
    }
    return best;
  }

  function toSegment(x, y, from, to) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.max(0, Math.min(1, along));
    return Math.hypot(from.x + part * dx - x, from.y + part * dy - y);
  }

  /** The index of the line at a point of the screen, or -1; a bent one counts as two straight ones. */
  function edge({ x, y }, picture) {
    const { nodes, edges, scene, place } = picture;
    let best = -1;
    let least = NEAR_LINE;
    for (const one of edges) {
      if (scene.edges[one.index].state === "hidden") continue;
      const from = place(nodes[one.from]);
      const to = place(nodes[one.to]);
      const room = NEAR_LINE + (one.twin ? Math.hypot(from.x - to.x, from.y - to.y) * 0.1 : 0);
      if (
        x < Math.min(from.x, to.x) - room ||
        x > Math.max(from.x, to.x) + room ||
        y < Math.min(from.y, to.y) - room ||
        y > Math.max(from.y, to.y) + room
      )
        continue;
      const middle = one.twin ? Lines.middle(one, picture) : to;
      const away = Math.min(toSegment(x, y, from, middle), toSegment(x, y, middle, to));
      if (away < least) [best, least] = [one.index, away];
    }
    return best;
  }

  return { node, edge };
})();
