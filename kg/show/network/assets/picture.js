"use strict";
/* A picture to draw: things, links, how each looks now, and from where one looks at them. */
const Picture = (() => {
  const SHRINK = 0.6; // seen from afar, dots shrink less than the distances between them
  // Room for the labels at the rims, and below for the buttons.
  const MARGIN = { across: 110, above: 40, below: 90 };
  const LEAST = 0.01;
  const MOST = 1.3;

  /** Where all things are along one axis, in pixels. */
  function placed(nodes, axis, middle, scale, half) {
    const found = new Float64Array(nodes.length);
    for (let at = 0; at < found.length; at += 1) found[at] = (nodes[at][axis] - middle) * scale + half;
    return found;
  }

  /**
   * `view` is {x, y, scale, width, height}: the point of the sheet in the middle, pixels for each
   * unit of it, and the size in pixels. The drawing modules are given all in pixels.
   */
  function of({ nodes, edges, order, scene, theme, view, hovered = -1 }) {
    const { x, y, scale, width, height } = view;
    const far = scale ** SHRINK;
    const radius = (node) => Math.max(1.1, far * (6 + 3.2 * Math.sqrt(Math.min(node.degree, 60))));
    return {
      nodes, edges, order, scene, theme, view, hovered, radius,
      thickness: Math.max(0.45, Math.min(1.6, Math.sqrt(scale))),
      xs: placed(nodes, "x", x, scale, width / 2),
      ys: placed(nodes, "y", y, scale, height / 2),
      place: (node) => ({ x: (node.x - x) * scale + width / 2, y: (node.y - y) * scale + height / 2 }),
    };
  }

  /** Draw everything on a pen: a canvas's, or one that writes SVG. */
  function paint(pen, picture) {
    Lines.paint(pen, picture);
    Marks.paint(pen, picture);
    Dots.paint(pen, picture);
    Labels.paint(pen, picture);
  }

  /** The best linked first: they are drawn below the others and named before them. */
  const ordered = (nodes) =>
    [...nodes].sort((one, other) => other.degree - one.degree || one.index - other.index);

  /** The view of everything that is not hidden, with room for its labels. */
  function whole(nodes, scene, { width, height }) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const node of nodes) {
      if (scene.nodes[node.index] === "hidden") continue;
      box.left = Math.min(box.left, node.x);
      box.right = Math.max(box.right, node.x);
      box.top = Math.min(box.top, node.y);
      box.bottom = Math.max(box.bottom, node.y);
    }
    if (box.left > box.right) return { x: 0, y: 0, scale: 1, width, height };
    const wide = Math.max(width / 2, width - MARGIN.across) / (box.right - box.left + 1);
    const along = MARGIN.above + MARGIN.below;
    const high = Math.max(height / 2, height - along) / (box.bottom - box.top + 1);
    const scale = Math.max(LEAST, Math.min(wide, high, MOST));
    return {
      x: (box.left + box.right) / 2,
      y: (box.top + box.bottom) / 2 + (MARGIN.below - MARGIN.above) / 2 / scale,
      scale,
      width,
      height,
    };
  }

  return { of, paint, ordered, whole };
})();
