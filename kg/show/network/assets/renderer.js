"use strict";
/*
 * What draws the dots, on a canvas of our own, behind a narrow interface: another can take its place
 * (renderer-pyvis.js does).
 *
 *   Renderer.open(box, nodes, edges, {onNode, onEdge, onNothing}) gives
 *     draw(scene)      scene.nodes: for each "hidden", "shown", "dim", "near" or "selected";
 *                      scene.edges: for each {state, tone, firm, weight, text}
 *     colours(theme)   take over the colours of light or dark
 *     reveal(nodes)    bring a node, or the two ends of a link, into view, well apart
 *     fit(), zoom(factor)
 *     view()           what is seen: {x, y, scale, width, height}; see picture.js
 *     place(node)      where a node is in the box, in pixels
 */
const Renderer = (() => {
  const MARGIN = 30;
  const APART = 110;
  const QUICK = 14; // milliseconds: a picture drawn faster is drawn anew for each frame
  const BEYOND = 0.3; // a slower one is moved as a whole, and drawn so much beyond what is seen
  const BLUR = 1.6; // until it is zoomed by so much, or moved out of what is drawn
  const PAUSE = 3; // and not before so many times as long as drawing it takes

  function open(box, nodes, edges, { onNode, onEdge, onNothing }) {
    const order = Picture.ordered(nodes);
    const screen = document.createElement("canvas");
    const sheet = document.createElement("canvas"); // the last picture, and the view it shows
    const pen = screen.getContext("2d", { alpha: true });
    const drawn = { view: null, sharp: 1, at: -Infinity, took: 0 };
    let scene = null;
    let theme = null;
    let hovered = -1;
    let stale = true;
    let waiting = 0;

    const picture = () =>
      Picture.of({ nodes, edges, order, scene, theme, view: camera.view, hovered });

    const slow = () => drawn.took >= QUICK;

    function soon() {
      waiting ||= requestAnimationFrame(frame);
    }
    function again() {
      stale = true;
      soon();
    }

    /** Draw the picture on the sheet, as sharp as the screen is. */
    function paint() {
      const start = performance.now();
      const sharp = Math.min(3, devicePixelRatio || 1);
      const more = slow() ? 1 + 2 * BEYOND : 1;
      const { width, height } = camera.view;
      const view = { ...camera.view, width: width * more, height: height * more };
      sheet.width = Math.round(view.width * sharp);
      sheet.height = Math.round(view.height * sharp);
      const brush = sheet.getContext("2d");
      brush.scale(sharp, sharp);
      const pointed = slow() ? -1 : hovered;
      Picture.paint(brush, Picture.of({ nodes, edges, order, scene, theme, view, hovered: pointed }));
      const end = performance.now();
      Object.assign(drawn, { view, sharp, at: end, took: end - start });
      stale = false;
    }

    /** Where the sheet lies on the screen, seen from where one looks now. */
    function lie() {
      const { x, y, scale, width, height } = camera.view;
      const last = drawn.view;
      const grown = scale / last.scale;
      const [wide, high] = [last.width * grown, last.height * grown];
      const left = (last.x - x) * scale + (width - wide) / 2;
      const top = (last.y - y) * scale + (height - high) / 2;
      const covers = left < 1 && top < 1 && left + wide > width - 1 && top + high > height - 1;
      const whole = wide >= width - 1 && high >= height - 1 ? covers : true;
      return { left, top, wide, high, good: whole && grown < BLUR && grown > 1 / BLUR };
    }

    function show() {
      const { width, height } = camera.view;
      const { sharp } = drawn;
      const [across, along] = [Math.round(width * sharp), Math.round(height * sharp)];
      if (screen.width !== across || screen.height !== along)
        Object.assign(screen, { width: across, height: along });
      else pen.clearRect(0, 0, across, along);
      const { left, top, wide, high } = lie();
      pen.drawImage(sheet, left * sharp, top * sharp, wide * sharp, high * sharp);
      if (slow() && hovered >= 0) name(sharp);
    }

    /** Name what is pointed at, over a picture that is too slow to be drawn anew for it. */
    function name(sharp) {
      const alone = { ...picture(), edges: [], order: [nodes[hovered]] };
      pen.save();
      pen.scale(sharp, sharp);
      Dots.paint(pen, alone);
      Labels.paint(pen, alone);
      pen.restore();
    }

    /** Whether the picture is to be drawn anew in this frame, or only moved. */
    function due(now) {
      if (!drawn.view || !slow() || (!camera.moving() && !camera.held())) return true;
      return !lie().good && now - drawn.at > PAUSE * drawn.took;
    }

    function frame(now) {
      waiting = 0;
      if (!scene || !theme || !camera.view.width) return;
      camera.advance(now);
      if (stale && due(now)) paint();
      show();
      if (camera.moving()) again();
      else if (stale) soon();
    }

    function tapped(point) {
      const node = Picking.node(point, picture());
      if (node >= 0) return onNode(node);
      const edge = Picking.edge(point, picture());
      if (edge >= 0) onEdge(edge);
      else onNothing();
    }

    function pointed(point) {
      const node = point ? Picking.node(point, picture()) : -1;
      const over = node >= 0 || (point && Picking.edge(point, picture()) >= 0);
      box.classList.toggle("pointing", Boolean(over));
      if (node === hovered) return;
      hovered = node;
      if (slow()) soon();
      else again();
    }

    const fit = (gently = false) => camera.go(Picture.whole(nodes, scene, camera.view), gently);
    const camera = Camera.open(box, { changed: again, tapped, pointed, whole: fit });

    function reveal(ends) {
      const { width, height, scale } = camera.view;
      const [one, other] = [nodes[ends[0]], nodes[ends.at(-1)]];
      const inside = [one, other]
        .map(picture().place)
        .every(
          ({ x, y }) => x > MARGIN && y > MARGIN && x < width - MARGIN && y < height - MARGIN,
        );
      const length = Math.hypot(one.x - other.x, one.y - other.y);
      const apart = Math.min(260, width * 0.6);
      if (inside && (!length || length * scale > APART)) return;
      camera.go({
        x: (one.x + other.x) / 2,
        y: (one.y + other.y) / 2,
        scale: length ? Math.min(1.6, apart / length) : scale,
      });
    }

    box.append(screen);
    return {
      /** What takes long to draw waits for a frame, so that the panel is filled first. */
      draw(next) {
        scene = next;
        if (slow()) requestAnimationFrame(() => setTimeout(again));
        else again();
      },
      colours(next) {
        theme = next;
        again();
      },
      reveal,
      fit: () => fit(),
      zoom: camera.zoom,
      view: () => ({ ...camera.view }),
      place: (node) => picture().place(nodes[node]),
    };
  }

  return { open };
})();
