"use strict";
/*
 * What draws the dots: vis-network, behind a narrow interface, so that another can take its place.
 *
 *   Renderer.open(box, nodes, edges, {onNode, onEdge, onNothing}) gives
 *     draw(scene)      scene = {nodes: [...], edges: [...], labels: {node: [...], edge: {...}}}:
 *                      for each node and edge "hidden", "shown", "dim", "near" or "selected"
 *     colours(theme)   take over the colours of light or dark
 *     reveal(nodes)    bring a node, or the two ends of a link, into view, well apart
 *     fit(), zoom(factor), picture() for a canvas to save,
 *     place(node)      where a node is in the box, in pixels
 */
const Renderer = (() => {
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (CALM.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });
  const TWIST = 0.14;
  const CLOSE = 1.1;
  const FEW = 40;
  const BEST = 12;
  const MANY = 40;
  const MARGIN = 30;

  function open(box, nodes, edges, { onNode, onEdge, onNothing }) {
    let scene = null;
    let theme = null;
    let hovered = -1;
    const order = [...nodes].sort((one, other) => other.degree - one.degree || one.index - other.index);
    const size = (node) => 6 + 3.2 * Math.sqrt(Math.min(node.degree, 60));

    const dots = new vis.DataSet(nodes.map((node) => ({ id: node.index, x: node.x, y: node.y, shape: node.look.shape, size: size(node) })));
    const lines = new vis.DataSet(edges.map((edge) => ({
      id: edge.index, from: edge.from, to: edge.to,
      smooth: edge.twin ? { enabled: true, type: "curvedCW", roundness: TWIST } : { enabled: false },
    })));
    const network = new vis.Network(box, { nodes: dots, edges: lines }, {
      autoResize: true,
      physics: { enabled: false },
      layout: { improvedLayout: false },
      interaction: { hover: true, keyboard: false, selectConnectedEdges: false, hideEdgesOnDrag: edges.length > 3000, tooltipDelay: 1e6 },
      nodes: { borderWidth: 1.2, chosen: false, labelHighlightBold: false },
      edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, chosen: false, hoverWidth: 0, selectionWidth: 0 },
    });

    network.on("click", (event) => {
      const node = network.getNodeAt(event.pointer.DOM);
      const edge = network.getEdgeAt(event.pointer.DOM);
      if (node !== undefined) onNode(node);
      else if (edge !== undefined) onEdge(edge);
      else onNothing();
    });
    const point = (at) => () => {
      hovered = at;
      box.classList.toggle("pointing", at >= 0);
    };
    network.on("hoverNode", (event) => { point(event.node)(); network.redraw(); });
    network.on("blurNode", () => { point(-1)(); network.redraw(); });
    network.on("hoverEdge", () => box.classList.add("pointing"));
    network.on("blurEdge", () => box.classList.remove("pointing"));
    network.on("afterDrawing", (pen) => scene && theme && label(pen));

    function paint() {
      if (!scene || !theme) return;
      dots.update(nodes.map((node) => {
        const state = scene.nodes[node.index];
        const border = state === "selected" ? theme.accent : theme.edge;
        return { id: node.index, hidden: state === "hidden", opacity: state === "dim" ? 0.22 : 1, borderWidth: state === "selected" ? 4 : 1.2, color: { background: node.look.colour, border, hover: { background: node.look.colour, border: theme.accent } } };
      }));
      lines.update(edges.map((edge) => {
        const state = scene.edges[edge.index].state;
        const { tone, firm, weight } = scene.edges[edge.index];
        const plain = tone === "for" ? theme.agree : tone === "against" ? theme.oppose : theme.line;
        const colour = state === "selected" ? theme.accent : plain;
        return { id: edge.index, hidden: state === "hidden", width: weight * (state === "selected" ? 2 : 1), dashes: firm ? false : [6, 5], color: { color: colour, hover: theme.accent, opacity: state === "dim" ? 0.13 : state === "shown" && !tone && edges.length > 150 ? 0.7 : 1 } };
      }));
    }

    /** The middle of a link, on its curve when there is one in the other direction too. */
    function middle(edge) {
      const from = network.getPosition(edge.from);
      const to = network.getPosition(edge.to);
      const x = (from.x + to.x) / 2;
      const y = (from.y + to.y) / 2;
      const bend = edge.twin ? TWIST / 2 : 0;
      return { x: x + (to.y - from.y) * bend, y: y - (to.x - from.x) * bend, length: Math.hypot(to.x - from.x, to.y - from.y) };
    }

    /** The labels of links worth reading now: those of what is selected, pointed at, or near by. */
    function linkLabels(scale) {
      const found = [];
      for (const edge of edges) {
        const { state, text } = scene.edges[edge.index];
        const pointed = state !== "hidden" && hovered >= 0 && (edge.from === hovered || edge.to === hovered);
        if (state === "hidden" || (state === "dim" && !pointed)) continue;
        const at = middle(edge);
        const open = state !== "shown" || scale > CLOSE || edges.length < FEW;
        if (pointed || state === "selected" || (open && at.length * scale > Math.min(text.length, 24) * 6 + 50)) {
          found.push({ text, ...at, force: state === "selected", quiet: !pointed && state !== "selected", weight: state === "selected" ? 5 : pointed ? 2 : state === "near" ? 1 : 0 });
        }
      }
      return found;
    }

    function dotLabels() {
      const found = [];
      const around = scene.nodes.filter((state) => state === "near").length;
      order.forEach((node, rank) => {
        const state = scene.nodes[node.index];
        if (state === "hidden" || (state === "dim" && node.index !== hovered)) return;
        const chosen = state === "selected" || node.index === hovered || (state === "near" && around <= 2);
        const weighty = rank < BEST || (around <= MANY && state === "near");
        found.push({ text: node.caption, ...network.getPosition(node.index), gap: size(node) * 0.9, force: chosen, over: weighty, bold: state === "selected", weight: chosen ? 4 : weighty ? 3 : state === "near" ? 2 : 1.5 });
      });
      return found;
    }

    function label(pen) {
      const scale = network.getScale();
      const corner = network.DOMtoCanvas({ x: 0, y: 0 });
      const end = network.DOMtoCanvas({ x: box.clientWidth, y: box.clientHeight });
      const entries = [...dotLabels(), ...linkLabels(scale)].sort((one, other) => other.weight - one.weight);
      const dots = nodes.filter((node) => scene.nodes[node.index] !== "hidden" && scene.nodes[node.index] !== "dim")
        .map((node) => ({ ...network.getPosition(node.index), half: size(node) * 0.8 }));
      Labels.draw(pen, entries, dots, scale, { left: corner.x, top: corner.y, right: end.x, bottom: end.y }, theme);
    }

    /** Show all visible dots, with room for their labels. */
    function fit() {
      const seen = nodes.filter((node) => scene.nodes[node.index] !== "hidden").map((node) => network.getPosition(node.index));
      if (!seen.length) return;
      const [left, right] = [Math.min(...seen.map((at) => at.x)), Math.max(...seen.map((at) => at.x))];
      const [top, bottom] = [Math.min(...seen.map((at) => at.y)), Math.max(...seen.map((at) => at.y))];
      const scale = Math.min((box.clientWidth - 130) / (right - left + 1), (box.clientHeight - 110) / (bottom - top + 1), 1.3);
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02), animation: false });
    }

    function reveal(ends) {
      const places = ends.map((node) => network.getPosition(node));
      const shown = places.map((place) => network.canvasToDOM(place));
      const inside = shown.every(({ x, y }) => x > MARGIN && y > MARGIN && x < box.clientWidth - MARGIN && y < box.clientHeight - MARGIN);
      const [one, other] = [places[0], places.at(-1)];
      const length = Math.hypot(one.x - other.x, one.y - other.y);
      const wanted = length ? Math.min(1.6, Math.min(260, box.clientWidth * 0.6) / length) : network.getScale();
      if (inside && (!length || length * network.getScale() > 110)) return;
      const position = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
      network.moveTo({ position, scale: length ? wanted : network.getScale(), animation: motion() });
    }

    return {
      draw(next) {
        scene = next;
        paint();
      },
      colours(next) {
        theme = next;
        paint();
      },
      reveal,
      fit,
      zoom: (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() }),
      place: (node) => network.canvasToDOM(network.getPosition(node)),
      picture: () => box.querySelector("canvas"),
    };
  }

  return { open };
})();
