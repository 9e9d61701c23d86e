"use strict";
/* What stands under a point: the nearest dot, else the nearest line. */
const Picking = (() => {
  const NEAR_DOT = 4;
  const NEAR_LINE = 6;

  /** The index of the dot at a point of the screen, or -1. All are looked at: 20,000 take 1 ms. */
  function node({ x, y }, { nodes, scene, xs, ys, radius }) {
    let best = -1;
    let least = Infinity;
    for (const one of nodes) {
      if (scene.nodes[one.index] === "hidden") continue;
      const beyond = Math.hypot(xs[one.index] - x, ys[one.index] - y) - radius(one);
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
    const { edges, scene, xs, ys } = picture;
    let best = -1;
    let least = NEAR_LINE;
    for (const one of edges) {
      if (scene.edges[one.index].state === "hidden") continue;
      const [x1, y1, x2, y2] = [xs[one.from], ys[one.from], xs[one.to], ys[one.to]];
      const room = one.twin ? NEAR_LINE + (Math.abs(x1 - x2) + Math.abs(y1 - y2)) * 0.1 : NEAR_LINE;
      if (x < Math.min(x1, x2) - room || x > Math.max(x1, x2) + room) continue;
      if (y < Math.min(y1, y2) - room || y > Math.max(y1, y2) + room) continue;
      const [from, to] = [{ x: x1, y: y1 }, { x: x2, y: y2 }];
      const middle = one.twin ? Lines.middle(one, picture) : to;
      const away = Math.min(toSegment(x, y, from, middle), toSegment(x, y, middle, to));
      if (away < least) [best, least] = [one.index, away];
    }
    return best;
  }

  return { node, edge };
})();
