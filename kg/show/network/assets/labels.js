"use strict";
/* Labels on the picture: always the same size on the screen, the weightiest first, none on another. */
const Labels = (() => {
  const SIZE = 12;
  const LINE = 14;
  const MOST = 400;
  const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
  const widths = new Map();

  const touch = (one, other) =>
    one.right > other.left &&
    one.left < other.right &&
    one.bottom > other.top &&
    one.top < other.bottom;

  /** The width and height of a text on the screen. */
  function extent(pen, text) {
    const lines = text.split("\n");
    if (!widths.has(text)) {
      pen.font = `${SIZE}px ${FAMILY}`;
      widths.set(text, Math.max(...lines.map((line) => pen.measureText(line).width)));
    }
    return { wide: widths.get(text) + 4, high: lines.length * LINE };
  }

  /** Where a text may stand around its dot: below, right, left, above; a link's on its middle. */
  function places({ x, y, gap }, { wide, high }) {
    const box = (left, top) => ({ left, top, right: left + wide, bottom: top + high });
    const middle = box(x - wide / 2, y - high / 2);
    if (gap === undefined) return [middle];
    return [
      box(x - wide / 2, y + gap),
      box(x + gap, y - high / 2),
      box(x - gap - wide, y - high / 2),
      box(x - wide / 2, y - gap - high),
    ];
  }

  function write(pen, entry, place, scale, colours) {
    pen.font = `${entry.bold ? "600 " : ""}${SIZE / scale}px ${FAMILY}`;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5 / scale;
    pen.strokeStyle = colours.halo;
    pen.fillStyle = entry.quiet ? colours.quiet : colours.ink;
    entry.text.split("\n").forEach((line, row) => {
      const at = [(place.left + place.right) / 2 / scale, (place.top + row * LINE) / scale];
      pen.strokeText(line, ...at);
      pen.fillText(line, ...at);
    });
  }

  /**
   * Write what there is room for. An entry is {text, x, y, gap, force, over, bold, quiet} in the
   * picture's own units, the weightiest first; `gap` keeps it off its dot, `over` lets it stand on
   * other dots, `force` on anything. `view` is what can be seen, `scale` the zoom.
   */
  function draw(pen, entries, dots, scale, view, colours) {
    const written = [];
    const sight = Object.fromEntries(Object.entries(view).map(([side, at]) => [side, at * scale]));
    const solid = dots.map(({ x, y, half }) => ({
      left: (x - half) * scale,
      right: (x + half) * scale,
      top: (y - half) * scale,
      bottom: (y + half) * scale,
    }));
    for (const entry of entries) {
      if (written.length >= MOST && !entry.force) continue;
      if (
        entry.x < view.left ||
        entry.x > view.right ||
        entry.y < view.top ||
        entry.y > view.bottom
      )
        continue;
      const on = {
        x: entry.x * scale,
        y: entry.y * scale,
        gap: entry.gap === undefined ? undefined : entry.gap * scale + 3,
      };
      const wanted = places(on, extent(pen, entry.text));
      const inside = wanted.filter(
        (place) =>
          place.left > sight.left &&
          place.right < sight.right &&
          place.top > sight.top &&
          place.bottom < sight.bottom,
      );
      const free = inside.find(
        (place) =>
          !written.some((other) => touch(place, other)) && !solid.some((dot) => touch(place, dot)),
      );
      const place =
        free ??
        (entry.over && inside.find((one) => !written.some((other) => touch(one, other)))) ??
        (entry.force && wanted[0]);
      if (!place) continue;
      write(pen, entry, place, scale, colours);
      written.push(place);
    }
  }

  return { draw };
})();
