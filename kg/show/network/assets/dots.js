"use strict";
/* Drawing things: filled shapes with a rim, what stands out over what does not. */
const Dots = (() => {
  const ORDER = ["dim", "shown", "near", "selected"];
  const AT_ONCE = 300;
  const RIM_FROM = 2.5; // pixels of radius from which a rim is drawn

  /** The things in sight, sorted into batches of one look; `places` has three numbers for each. */
  function batches({ order, scene, xs, ys, radius, view }) {
    const found = ORDER.map(() => new Map());
    for (const node of order) {
      const state = ORDER.indexOf(scene.nodes[node.index]);
      if (state < 0) continue;
      const [x, y, size] = [xs[node.index], ys[node.index], radius(node)];
      if (x < -size || y < -size || x > view.width + size || y > view.height + size) continue;
      let its = found[state].get(node.look);
      if (!its) found[state].set(node.look, (its = { rimmed: [], bare: [] }));
      (size > RIM_FROM ? its.rimmed : its.bare).push(x, y, size);
    }
    return found.flatMap((looks, state) =>
      [...looks].flatMap(([look, { bare, rimmed }]) => [
        { ...look, state: ORDER[state], rimmed: false, places: bare },
        { ...look, state: ORDER[state], rimmed: true, places: rimmed },
      ]),
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
      for (let first = 0; first < places.length; first += 3 * AT_ONCE) {
        pen.beginPath();
        for (let at = first; at < Math.min(places.length, first + 3 * AT_ONCE); at += 3)
          Shapes.add(pen, shape, places[at], places[at + 1], places[at + 2]);
        if (chosen) pen.stroke();
        pen.fill();
        if (rimmed && !chosen) pen.stroke();
      }
    }
    pen.globalAlpha = 1;
  }

  return { paint };
})();
