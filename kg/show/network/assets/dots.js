"use strict";
/* Drawing things: filled shapes with a rim, what stands out over what does not. */
const Dots = (() => {
  const ORDER = ["dim", "shown", "near", "selected"];
  const RIM_FROM = 2.5; // pixels of radius from which a rim is drawn

  /** The things in sight, sorted into batches of one look. */
  function batches({ order, scene, place, radius, view }) {
    const found = new Map();
    for (const node of order) {
      const state = scene.nodes[node.index];
      if (state === "hidden") continue;
      const { x, y } = place(node);
      const size = radius(node);
      if (x < -size || y < -size || x > view.width + size || y > view.height + size) continue;
      const { shape, colour } = node.look;
      const rimmed = size > RIM_FROM;
      const key = `${state} ${shape} ${colour} ${rimmed}`;
      if (!found.has(key)) found.set(key, { state, shape, colour, rimmed, places: [] });
      found.get(key).places.push([x, y, size]);
    }
    return [...found.values()].sort(
      (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state),
    );
  }

  function paint(pen, picture) {
    const { theme } = picture;
    pen.lineJoin = "round";
    for (const { state, shape, colour, rimmed, places } of batches(picture)) {
      const chosen = state === "selected";
      pen.globalAlpha = state === "dim" ? 0.22 : 1;
      pen.fillStyle = colour;
      pen.strokeStyle = chosen ? theme.accent : theme.edge;
      pen.lineWidth = chosen ? 4 : 1;
      pen.beginPath();
      for (const [x, y, size] of places) Shapes.add(pen, shape, x, y, size);
      if (chosen) pen.stroke();
      pen.fill();
      if (rimmed && !chosen) pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  return { paint };
})();
