"use strict";
/* The sign on each link in which claims differ: ≠ on a small plate, beside the link's middle. */
const Marks = (() => {
  const RADIUS = 6.5;
  const FROM = 40; // pixels of a link from which there is room for its sign
  const ALONG = 0.3; // the middle is its label's

  /** A point on a link, so far along the part of it that is seen between its ends. */
  function point(edge, picture) {
    const { from, to, x, y, length, rim } = Lines.course(edge, picture);
    if (length < FROM) return null;
    const start = Math.min(0.4, picture.radius(picture.nodes[edge.from]) / length);
    const part = start + (1 - rim / length - start) * ALONG;
    const rest = 1 - part;
    const at = (one, bend, other) => rest * rest * one + 2 * rest * part * bend + part * part * other;
    return { x: at(from.x, x, to.x), y: at(from.y, y, to.y) };
  }

  function sign(pen, { x, y }) {
    const half = RADIUS * 0.52;
    pen.beginPath();
    for (const row of [-1.7, 1.7]) {
      pen.moveTo(x - half, y + row);
      pen.lineTo(x + half, y + row);
    }
    pen.moveTo(x + half * 0.55, y - half * 1.25);
    pen.lineTo(x - half * 0.55, y + half * 1.25);
    pen.stroke();
  }

  function paint(pen, picture) {
    const { edges, scene, theme } = picture;
    for (const index of Lines.inSight(picture)) {
      const { contested, state } = scene.edges[index];
      const at = contested && point(edges[index], picture);
      if (!at) continue;
      pen.globalAlpha = state === "dim" ? 0.15 : 1;
      pen.fillStyle = theme.paper;
      pen.strokeStyle = theme.ink;
      pen.lineWidth = 1.3;
      pen.beginPath();
      pen.moveTo(at.x + RADIUS, at.y);
      pen.arc(at.x, at.y, RADIUS, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
      sign(pen, at);
    }
    pen.globalAlpha = 1;
  }

  return { paint };
})();
