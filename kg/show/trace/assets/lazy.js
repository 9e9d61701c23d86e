"use strict";
/* Long lists built piece by piece: what is looked at first, the rest while nothing else is to do. */
const Lazy = (() => {
  const STEP = 30;
  const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 30));

  /**
   * Fill a box with items. `guess` is how high one may be, so that the box scrolls as far as it
   * will when all are there. Returns `element(index)`, which builds what is not there yet.
   */
  function open(box, items, build, guess) {
    const made = [];
    const pieces = [];
    for (let from = 0; from < items.length; from += STEP) {
      const piece = Dom.el("div", { class: "piece" });
      const upTo = Math.min(from + STEP, items.length);
      piece.style.minHeight = `${guess * (upTo - from)}px`;
      pieces.push({ piece, from, upTo, full: false });
    }
    box.replaceChildren(...pieces.map(({ piece }) => piece));

    function fill(part) {
      if (part.full) return;
      part.full = true;
      for (let index = part.from; index < part.upTo; index += 1)
        made[index] = build(items[index], index);
      part.piece.append(...made.slice(part.from, part.upTo));
      part.piece.style.minHeight = "";
    }

    const watcher = new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting, target } of seen)
          if (isIntersecting) fill(pieces.find(({ piece }) => piece === target));
      },
      { rootMargin: "400px" },
    );
    for (const { piece } of pieces) watcher.observe(piece);
    if (pieces.length) fill(pieces[0]);

    function onward() {
      const next = pieces.find((part) => !part.full);
      if (!next || !next.piece.isConnected) return watcher.disconnect();
      fill(next);
      idle(onward);
    }
    idle(onward);

    return {
      all: () => pieces.forEach(fill),
      made: (index) => made[index],
      element(index) {
        if (index >= 0 && index < items.length) fill(pieces[Math.floor(index / STEP)]);
        return made[index];
      },
      /** Put another element in the place of an item's, if that is built. */
      replace(index) {
        if (!made[index]) return;
        const fresh = build(items[index], index);
        made[index].replaceWith(fresh);
        made[index] = fresh;
      },
    };
  }

  /** Scroll a box so that an element in it is seen; where the box does not scroll, the page does. */
  function reveal(box, element, far) {
    if (!element) return;
    const [frame, place] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
    if (box.scrollHeight <= box.clientHeight + 1) {
      if (far) element.scrollIntoView({ block: "nearest" });
      return;
    }
    const room = Math.min(frame.height, innerHeight);
    const inside = place.top >= frame.top + 8 && place.bottom <= frame.top + room - 8;
    if (!inside)
      box.scrollTop += place.top - frame.top - Math.max(16, Math.min(room / 3, room - place.height));
  }

  return { open, reveal };
})();
