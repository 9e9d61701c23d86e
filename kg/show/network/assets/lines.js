"use strict";
/* Drawing links: batched by how they look, bent where there is one each way, arrows where there is room. */
const Lines = (() => {
  const TWIST = 0.14;
  const BEND_FROM = 24; // pixels from which a bend can be seen
  const ARROW_FROM = 26; // pixels from which an arrow leaves room for its line
  const CROWD = 2500; // more lines than this in sight have no arrows, unless they stand out
  const AT_ONCE = 300; // lines in one stroke: long paths are slow to fill without a GPU
  const ORDER = ["dim", "shown", "near", "selected"];

  /** Where a link runs on the screen: from rim to rim, by way of a control point if it is bent. */
  function course(edge, { place, radius, nodes }) {
    const from = place(nodes[edge.from]);
    const to = place(nodes[edge.to]);
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = Math.hypot(dx, dy) || 1e-6;
    const bent = edge.twin && length > BEND_FROM;
    const way = { from, to, length, bent, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    if (bent) {
      way.x += dy * TWIST;
      way.y -= dx * TWIST;
    }
    const out = Math.hypot(way.x - from.x, way.y - from.y) || 1e-6;
    way.ux = (to.x - way.x) / out; // the direction in which it arrives
    way.uy = (to.y - way.y) / out;
    way.rim = Math.min(radius(nodes[edge.to]) + 1, length / 2);
    return way;
  }

  /** The middle of a link on the screen, and its length. */
  function middle(edge, picture) {
    const { from, to, x, y, bent, length } = course(edge, picture);
    return bent
      ? { x: (from.x + to.x) / 4 + x / 2, y: (from.y + to.y) / 4 + y / 2, length }
      : { x, y, length };
  }

  const outside = ({ from, to }, { width, height }) =>
    (from.x < 0 && to.x < 0) ||
    (from.y < 0 && to.y < 0) ||
    (from.x > width && to.x > width) ||
    (from.y > height && to.y > height);

  /** How opaque plain lines are: the more there are, the more the picture must show through. */
  const faintness = (count) => Math.max(0.3, Math.min(1, (220 / Math.max(1, count)) ** 0.32));

  /** The links in sight, sorted into batches of one look. */
  function batches(picture) {
    const { edges, scene, theme, view, thickness } = picture;
    const seen = [];
    for (const edge of edges) {
      const { state } = scene.edges[edge.index];
      if (state === "hidden") continue;
      const way = course(edge, picture);
      if (!outside(way, view)) seen.push({ edge, way });
    }
    const faint = faintness(seen.length);
    const found = new Map();
    for (const { edge, way } of seen) {
      const { state, tone, firm, weight } = scene.edges[edge.index];
      const chosen = state === "selected";
      const plain = { for: theme.agree, against: theme.oppose }[tone] ?? theme.line;
      const colour = chosen ? theme.accent : plain;
      const wide = Math.round(4 * weight * thickness * (chosen ? 2 : 1)) / 4 || 0.25;
      const dashed = !firm && way.length > 14;
      const key = `${state} ${colour} ${wide} ${dashed}`;
      if (!found.has(key)) {
        const alpha = state === "dim" ? 0.1 : state === "shown" ? faint : 1;
        found.set(key, { state, colour, wide, dashed, alpha, ways: [] });
      }
      const arrow = way.length > ARROW_FROM && (seen.length < CROWD || !["shown", "dim"].includes(state));
      way.arrow = arrow ? 4.5 + 1.6 * wide : 0;
      found.get(key).ways.push(way);
    }
    return [...found.values()].sort(
      (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state),
    );
  }

  function trace(pen, { from, to, x, y, ux, uy, rim, bent, arrow }) {
    const back = rim + arrow * 0.8;
    pen.moveTo(from.x, from.y);
    if (bent) pen.quadraticCurveTo(x, y, to.x - ux * back, to.y - uy * back);
    else pen.lineTo(to.x - ux * back, to.y - uy * back);
  }

  function head(pen, { to, ux, uy, rim, arrow }) {
    const [x, y] = [to.x - ux * rim, to.y - uy * rim];
    const [back, side] = [arrow, arrow * 0.42];
    pen.moveTo(x, y);
    pen.lineTo(x - ux * back - uy * side, y - uy * back + ux * side);
    pen.lineTo(x - ux * back + uy * side, y - uy * back - ux * side);
    pen.closePath();
  }

  function paint(pen, picture) {
    for (const { colour, wide, dashed, alpha, ways } of batches(picture)) {
      pen.globalAlpha = alpha;
      pen.strokeStyle = colour;
      pen.fillStyle = colour;
      pen.lineWidth = wide;
      pen.setLineDash(dashed ? [5, 4] : []);
      for (let first = 0; first < ways.length; first += AT_ONCE) {
        const some = ways.slice(first, first + AT_ONCE);
        pen.beginPath();
        for (const way of some) trace(pen, way);
        pen.stroke();
        const pointed = some.filter(({ arrow }) => arrow);
        if (!pointed.length) continue;
        pen.beginPath();
        for (const way of pointed) head(pen, way);
        pen.fill();
      }
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  return { paint, middle };
})();
