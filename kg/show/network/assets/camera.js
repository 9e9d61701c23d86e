"use strict";
/* Where one looks from: moved by mouse, wheel, fingers and keys, and by itself to what is asked for. */
const Camera = (() => {
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");
  const GLIDE = 250; // milliseconds
  const REST = 140; // so long after the last movement the picture is at rest
  const SLIP = { mouse: 4, pen: 6, touch: 9 }; // pixels within which a press is a click
  const LEAST = 0.005;
  const MOST = 6;
  const STEP = 60;

  /** `told` has changed(), tapped(point) and pointed(point or null). */
  function open(box, told) {
    const view = { x: 0, y: 0, scale: 1, width: box.clientWidth, height: box.clientHeight };
    const fingers = new Map();
    let pressed = null;
    let moved = -Infinity;
    let glide = null;

    const spot = (event) => {
      const { left, top } = box.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };

    function changed() {
      moved = performance.now();
      told.changed();
    }

    function pan(dx, dy) {
      glide = null;
      view.x -= dx / view.scale;
      view.y -= dy / view.scale;
      changed();
    }

    /** Zoom so that what is under a point stays under it. */
    function zoomAt(point, factor) {
      glide = null;
      const scale = Math.max(LEAST, Math.min(MOST, view.scale * factor));
      const [across, along] = [point.x - view.width / 2, point.y - view.height / 2];
      view.x += across / view.scale - across / scale;
      view.y += along / view.scale - along / scale;
      view.scale = scale;
      changed();
    }

    function press(event) {
      if (event.button > 0) return;
      box.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, spot(event));
      pressed = fingers.size === 1 ? { ...spot(event), slip: SLIP[event.pointerType] ?? 4 } : null;
    }

    /** One finger or the mouse moves the picture; two also zoom it, about their middle. */
    function move(event) {
      const now = spot(event);
      const before = fingers.get(event.pointerId);
      if (!before) return told.pointed(now);
      if (pressed && Math.hypot(now.x - pressed.x, now.y - pressed.y) <= pressed.slip) return;
      pressed = null;
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, now);
      if (!other) return pan(now.x - before.x, now.y - before.y);
      const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
      pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      zoomAt({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, apart(now) / apart(before));
    }

    function lift(event) {
      if (!fingers.delete(event.pointerId)) return;
      if (pressed && event.type === "pointerup") told.tapped(spot(event));
      pressed = null;
    }

    function wheel(event) {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
      zoomAt(spot(event), Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)));
    }

    const middle = () => ({ x: view.width / 2, y: view.height / 2 });
    const KEYS = {
      ArrowLeft: () => pan(STEP, 0),
      ArrowRight: () => pan(-STEP, 0),
      ArrowUp: () => pan(0, STEP),
      ArrowDown: () => pan(0, -STEP),
      "+": () => zoomAt(middle(), 1.25),
      "=": () => zoomAt(middle(), 1.25),
      "-": () => zoomAt(middle(), 0.8),
      0: () => told.whole(),
    };

    function key(event) {
      const act = !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    /** Go to a view, gently unless the reader wants it calm. */
    function go(wanted, gently = true) {
      if (gently && !CALM.matches) {
        glide = { from: { ...view }, to: { ...view, ...wanted }, start: performance.now() };
        return changed();
      }
      glide = null;
      Object.assign(view, wanted);
      told.changed();
    }

    /** Take the next step of a glide; scales change by factors, so that it looks even. */
    function advance(now) {
      if (!glide) return;
      const { from, to, start } = glide;
      const part = Math.max(0, Math.min(1, (now - start) / GLIDE));
      const eased = part * part * (3 - 2 * part);
      view.scale = from.scale * (to.scale / from.scale) ** eased;
      // The middle follows the scale, so that the target does not run out of sight on the way.
      const way =
        Math.abs(to.scale / from.scale - 1) < 1e-3
          ? eased
          : (1 / from.scale - 1 / view.scale) / (1 / from.scale - 1 / to.scale);
      view.x = from.x + (to.x - from.x) * way;
      view.y = from.y + (to.y - from.y) * way;
      if (part === 1) glide = null;
      moved = now;
    }

    box.addEventListener("pointerdown", press);
    box.addEventListener("pointermove", move);
    box.addEventListener("pointerup", lift);
    box.addEventListener("pointercancel", lift);
    box.addEventListener("pointerleave", () => told.pointed(null));
    box.addEventListener("wheel", wheel, { passive: false });
    box.addEventListener("keydown", key);
    new ResizeObserver(() => {
      if (!box.clientWidth) return;
      view.width = box.clientWidth;
      view.height = box.clientHeight;
      told.changed();
    }).observe(box);

    return {
      view,
      go,
      advance,
      held: () => fingers.size > 0,
      moving: () => glide !== null || performance.now() - moved < REST,
      zoom: (factor) => go({ scale: Math.max(LEAST, Math.min(MOST, view.scale * factor)) }),
    };
  }

  return { open };
})();
