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
  const OFTEN = 160; // a slower one is moved as a whole meanwhile, and drawn anew this often

  function open(box, nodes, edges, { onNode, onEdge, onNothing }) {
    const order = Picture.ordered(nodes);
    const screen = document.createElement("canvas");
    const sheet = document.createElement("canvas"); // the last picture, and the view it shows
    const pen = screen.getContext("2d", { alpha: true });
    const drawn = { view: null, at: -Infinity, took: 0 };
    let scene = null;
    let theme = null;
    let hovered = -1;
    let stale = true;
    let waiting = 0;

    const picture = () =>
      Picture.of({ nodes, edges, order, scene, theme, view: camera.view, hovered });

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
      const { width, height } = camera.view;
      const sharp = Math.min(3, devicePixelRatio || 1);
      sheet.width = Math.round(width * sharp);
      sheet.height = Math.round(height * sharp);
      const brush = sheet.getContext("2d");
      brush.scale(sharp, sharp);
      Picture.paint(brush, picture());
      const end = performance.now();
      Object.assign(drawn, { view: { ...camera.view }, at: end, took: end - start });
      stale = false;
    }

    /** Show the sheet, moved to where one looks now. */
    function show() {
      if (screen.width !== sheet.width || screen.height !== sheet.height) {
        screen.width = sheet.width;
        screen.height = sheet.height;
      } else pen.clearRect(0, 0, screen.width, screen.height);
      const { x, y, scale, width, height } = camera.view;
      const last = drawn.view;
      const grown = scale / last.scale;
      const sharp = screen.width / width;
      const left = (last.x - x) * scale + width / 2 - (last.width / 2) * grown;
      const top = (last.y - y) * scale + height / 2 - (last.height / 2) * grown;
      pen.drawImage(
        sheet, left * sharp, top * sharp, last.width * grown * sharp, last.height * grown * sharp,
      );
    }

    function frame(now) {
      waiting = 0;
      if (!scene || !theme || !camera.view.width) return;
      camera.advance(now);
      const calm = !camera.moving() && !camera.held();
      if (stale && (calm || drawn.took < QUICK || now - drawn.at > OFTEN)) paint();
      show();
      if (stale) soon();
      else if (camera.moving()) again();
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
      again();
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
      draw(next) {
        scene = next;
        again();
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
