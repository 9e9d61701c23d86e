"use strict";
/* Labels on the picture: always the same size on the screen, the weightiest first, none on another. */
const Labels = (() => {
  const SIZE = 12;
  const LINE = 14;
  const MOST = 400;
  const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

  /** A board that remembers, in screen pixels, where something was written. */
  function board() {
    const taken = [];
    return (box, force) => {
      const free = taken.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
      if (free || force) taken.push(box);
      return free || force;
    };
  }

  function write(pen, text, x, y, scale, colours, bold) {
    const lines = text.split("\n");
    pen.font = `${bold ? "600 " : ""}${SIZE / scale}px ${FAMILY}`;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = 4 / scale;
    pen.strokeStyle = colours.halo;
    pen.fillStyle = colours.ink;
    lines.forEach((line, row) => pen.strokeText(line, x, y + (row * LINE) / scale));
    lines.forEach((line, row) => pen.fillText(line, x, y + (row * LINE) / scale));
  }

  function boxOf(pen, text, x, y, scale, widths) {
    const lines = text.split("\n");
    if (!widths.has(text)) {
      pen.font = `${SIZE}px ${FAMILY}`;
      widths.set(text, Math.max(...lines.map((line) => pen.measureText(line).width)));
    }
    const half = widths.get(text) / 2 + 2;
    return { left: x * scale - half, right: x * scale + half, top: y * scale - 1, bottom: y * scale + lines.length * LINE };
  }

  const widths = new Map();

  /**
   * Write what there is room for. Every entry is {text, x, y, force, bold}, in the picture's own
   * units, the weightiest first; `view` is what can be seen of the picture, `scale` its zoom.
   */
  function draw(pen, entries, scale, view, colours) {
    const put = board();
    let written = 0;
    for (const entry of entries) {
      if (written >= MOST && !entry.force) continue;
      if (entry.x < view.left || entry.x > view.right || entry.y < view.top || entry.y > view.bottom) continue;
      if (!put(boxOf(pen, entry.text, entry.x, entry.y, scale, widths), entry.force)) continue;
      write(pen, entry.text, entry.x, entry.y, scale, entry.quiet ? { ...colours, ink: colours.quiet } : colours, entry.bold);
      written += 1;
    }
  }

  return { draw };
})();
