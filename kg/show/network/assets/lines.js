"use strict";
/* Drawing links: batched by how they look, bent where there is one each way, arrows where there is room. */
const Lines = (() => {
  const TWIST = 0.14;
  const BEND_FROM = 24; // pixels from which a bend can be seen
  const ARROW_FROM = 26; // pixels from which an arrow leaves room for its line
  const CROWD = 2500; // more lines than this in sight have no arrows, unless they stand out
  const AT_ONCE = 300; // lines in one stroke: long paths are slow to fill without a GPU
  const DASH_FROM = 14;
  const TONES = ["", "for", "against"];
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

  /** How opaque plain lines are: the more there are, the more the picture must show through. */
  const faintness = (count) => Math.max(0.3, Math.min(1, (220 / Math.max(1, count)) ** 0.32));

  /** The indexes of the links in sight. */
  function inSight({ edges, scene, view, xs, ys }) {
    const { width, height } = view;
    const found = [];
    for (const { from, to, index } of edges) {
      if (scene.edges[index].state === "hidden") continue;
      const [x1, y1, x2, y2] = [xs[from], ys[from], xs[to], ys[to]];
      const beside = (x1 < 0 && x2 < 0) || (x1 > width && x2 > width);
      if (!beside && !(y1 < 0 && y2 < 0) && !(y1 > height && y2 > height)) found.push(index);
    }
    return found;
  }

  /** A batch of links of one look: `plain` ones as numbers, four each, others as their courses. */
  function batch({ state, tone }, wide, dashed, faint, theme) {
    const chosen = state === "selected";
    const plain = { for: theme.agree, against: theme.oppose }[tone] ?? theme.line;
    const alpha = state === "dim" ? 0.1 : state === "shown" ? faint : 1;
    return { state, colour: chosen ? theme.accent : plain, wide, dashed, alpha, plain: [], ways: [] };
  }

  /** The links in sight, sorted into batches. With many of them this is what takes the time. */
  function batches(picture) {
    const { edges, scene, theme, thickness, xs, ys } = picture;
    const seen = inSight(picture);
    const faint = faintness(seen.length);
    const crowded = seen.length >= CROWD;
    const found = new Map();
    for (const index of seen) {
      const edge = edges[index];
      const look = scene.edges[index];
      const { state, tone, firm, weight } = look;
      const [x1, y1, x2, y2] = [xs[edge.from], ys[edge.from], xs[edge.to], ys[edge.to]];
      const length = Math.max(Math.abs(x1 - x2), Math.abs(y1 - y2));
      const quarters = Math.round(4 * weight * thickness * (state === "selected" ? 2 : 1)) || 1;
      const dashed = !firm && length > DASH_FROM;
      const key = ((quarters * 4 + ORDER.indexOf(state)) * 3 + TONES.indexOf(tone)) * 2 + dashed;
      let its = found.get(key);
      if (!its) found.set(key, (its = batch(look, quarters / 4, dashed, faint, theme)));
      const quiet = crowded && (state === "shown" || state === "dim");
      const pointed = !quiet && length > ARROW_FROM;
      if (!pointed && (!edge.twin || length < BEND_FROM)) its.plain.push(x1, y1, x2, y2);
      else its.ways.push({ ...course(edge, picture), arrow: pointed ? 4.5 + 0.4 * quarters : 0 });
    }
    return [...found.values()].sort(
      (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state),
    );
  }

  function straight(pen, plain) {
    for (let first = 0; first < plain.length; first += 4 * AT_ONCE) {
      const end = Math.min(plain.length, first + 4 * AT_ONCE);
      pen.beginPath();
      for (let at = first; at < end; at += 4) {
        pen.moveTo(plain[at], plain[at + 1]);
        pen.lineTo(plain[at + 2], plain[at + 3]);
      }
      pen.stroke();
    }
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
    for (const { colour, wide, dashed, alpha, plain, ways } of batches(picture)) {
      pen.globalAlpha = alpha;
      pen.strokeStyle = colour;
      pen.fillStyle = colour;
      pen.lineWidth = wide;
      pen.setLineDash(dashed ? [5, 4] : []);
      straight(pen, plain);
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
