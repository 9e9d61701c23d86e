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
    for (const { piece } of pieces) {
      watcher.observe(piece);
      sizes.observe(piece);
    }

    function onward() {
      const next = pieces.find((part) => !part.full);
      if (!next || !next.piece.isConnected) return watcher.disconnect();
      fill(next);
      idle(onward);
    }
    idle(onward);

    return {
      all: () => pieces.forEach(fill),
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

  // What each pane was last scrolled to, until the reader scrolls it.
  const kept = new Map();

  /**
   * Scroll a pane so that an element in it is seen, and keep it there while what is above it is
   * built. Where the pane does not scroll, the page does if it may.
   */
  function reveal(pane, element, page) {
    kept.delete(pane);
    if (!element) return;
    if (pane.scrollHeight <= pane.clientHeight + 1) {
      if (page) element.scrollIntoView({ block: "nearest" });
      return;
    }
    kept.set(pane, element);
    settle(pane, element);
  }

  function settle(pane, element) {
    const [frame, place] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
    const above = parseFloat(getComputedStyle(pane).scrollPaddingTop) || 8;
    const inside = place.top >= frame.top + above && place.bottom <= frame.bottom - 8;
    const wanted = Math.max(above, Math.min(frame.height / 3, frame.height - place.height - 12));
    const by = place.top - frame.top - wanted;
    if (!inside && Math.abs(by) > 1) pane.scrollTop += by;
  }

  const sizes = new ResizeObserver(() => {
    for (const [pane, element] of kept)
      if (element.isConnected) settle(pane, element);
      else kept.delete(pane);
  });

  for (const event of ["wheel", "touchmove", "pointerdown", "keydown"])
    for (const pane of document.querySelectorAll(".pane"))
      pane.addEventListener(event, () => kept.delete(pane), { passive: true });

  return { open, reveal };
})();
