"use strict";
/* The outlines of dots, each about as large to the eye as a circle of the same radius. */
const Shapes = (() => {
  const ring = (corners, turn, sizes = [1]) =>
    Array.from({ length: corners }, (_, corner) => {
      const angle = turn + (2 * Math.PI * corner) / corners;
      const size = sizes[corner % sizes.length];
      return [size * Math.cos(angle), size * Math.sin(angle)];
    });
  const UP = -Math.PI / 2;
  const OUTLINES = {
    square: ring(4, Math.PI / 4, [1.25]),
    diamond: ring(4, UP, [1.3]),
    triangle: ring(3, UP, [1.35]),
    triangleDown: ring(3, -UP, [1.35]),
    hexagon: ring(6, 0, [1.1]),
    star: ring(10, UP, [1.45, 0.65]),
  };
  const SMALL = 2; // below so many pixels a shape cannot be told from a dot

  const TINY = 1.5; // and a dot from a square, which is quicker to fill

  /** Add an outline to the pen's path. */
  function add(pen, shape, x, y, radius) {
    const outline = radius > SMALL ? OUTLINES[shape] : radius < TINY && OUTLINES.square;
    if (!outline) {
      pen.moveTo(x + radius, y);
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    }
    outline.forEach(([across, along], corner) => {
      const at = [x + across * radius, y + along * radius];
      if (corner) pen.lineTo(...at);
      else pen.moveTo(...at);
    });
    pen.closePath();
  }

  return { add };
})();
