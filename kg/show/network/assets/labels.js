"use strict";
/* Labels on the picture: always the same size on the screen, the weightiest first, none on another. */
const Labels = (() => {
  const SIZE = 12;
  const LINE = 14;
  const ROOM = 4200; // square pixels of picture for each label, so that there is more than labels
  const CELL = 64;
  const FINE = 4;
  const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
  const widths = new Map();

  const touch = (one, other) =>
    one.right > other.left &&
    one.left < other.right &&
    one.bottom > other.top &&
    one.top < other.bottom;

  /** Boxes on the screen, found again by the cells they lie in. */
  function boxes() {
    const cells = new Map();
    function* under({ left, top, right, bottom }) {
      for (let column = Math.floor(left / CELL); column * CELL <= right; column += 1)
        for (let row = Math.floor(top / CELL); row * CELL <= bottom; row += 1)
          yield column * 4096 + row;
    }
    return {
      add(box) {
        for (const cell of under(box))
          if (cells.has(cell)) cells.get(cell).push(box);
          else cells.set(cell, [box]);
      },
      free(box) {
        for (const cell of under(box))
          if (cells.get(cell)?.some((other) => touch(box, other))) return false;
        return true;
      },
    };
  }

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

  function write(pen, entry, place, theme) {
    pen.font = `${entry.bold ? "600 " : ""}${SIZE}px ${FAMILY}`;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = theme.halo;
    pen.fillStyle = entry.quiet ? theme.quiet : theme.ink;
    entry.text.split("\n").forEach((line, row) => {
      const at = [(place.left + place.right) / 2, place.top + row * LINE];
      pen.strokeText(line, ...at);
      pen.fillText(line, ...at);
    });
  }

  /** Where dots are that labels keep off, as a grid of fine cells; thousands of dots are as quick. */
  function solid({ order, scene, xs, ys, radius, view }) {
    const wide = Math.ceil(view.width / FINE) + 1;
    const cells = new Uint8Array(wide * (Math.ceil(view.height / FINE) + 1));
    const bound = (at, most) => Math.max(0, Math.min(Math.ceil(most / FINE), Math.floor(at / FINE)));
    function some({ left, right, top, bottom }, act) {
      const last = bound(right, view.width);
      for (let row = bound(top, view.height); row <= bound(bottom, view.height); row += 1)
        for (let column = bound(left, view.width); column <= last; column += 1)
          if (act(row * wide + column)) return true;
      return false;
    }
    const fill = (cell) => void (cells[cell] = 1);
    for (const node of order) {
      const state = scene.nodes[node.index];
      if (state === "hidden" || state === "dim") continue;
      const [x, y] = [xs[node.index], ys[node.index]];
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      const half = Math.max(0, radius(node) * 0.8 - FINE / 2);
      some({ left: x - half, right: x + half, top: y - half, bottom: y + half }, fill);
    }
    return { free: (box) => !some(box, (cell) => cells[cell]) };
  }

  /**
   * Write what there is room for. An entry is {text, x, y, gap, force, over, bold, quiet} in pixels,
   * the weightiest first; `gap` keeps it off its dot, `over` lets it stand on other dots, `force` on
   * anything.
   */
  function paint(pen, picture) {
    const { width, height } = picture.view;
    const most = (width * height) / ROOM;
    const written = boxes();
    const dots = solid(picture);
    let count = 0;
    for (const entry of Captions.of(picture)) {
      if (count >= most && !entry.force) continue;
      const wanted = places(entry, extent(pen, entry.text));
      const inside = wanted.filter(
        ({ left, right, top, bottom }) =>
          left > 0 && right < width && top > 0 && bottom < height,
      );
      const clear = inside.filter(written.free);
      const place = clear.find(dots.free) || (entry.over && clear[0]) || (entry.force && wanted[0]);
      if (!place) continue;
      write(pen, entry, place, picture.theme);
      written.add(place);
      count += 1;
    }
  }

  return { paint };
})();
