"use strict";
/* What draws the dots: vis-network as pyvis brings it, behind the interface that renderer.js tells. */
const Renderer = (() => {
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (CALM.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });
  const TWIST = 0.14;
  const MARGIN = 30;
  const APART = 110;
  const CROWD = 80;

  function open(box, nodes, edges, { onNode, onEdge, onNothing }) {
    let scene = null;
    let theme = null;
    let hovered = -1;
    const order = Picture.ordered(nodes);
    let grown = 1; // a picture seen from afar has bigger dots and thicker lines
    const size = (node) => grown * (6 + 3.2 * Math.sqrt(Math.min(node.degree, 60)));

    const dots = new vis.DataSet(
      nodes.map((node) => ({
        id: node.index,
        x: node.x,
        y: node.y,
        shape: node.look.shape,
        size: size(node),
      })),
    );
    const lines = new vis.DataSet(
      edges.map((edge) => ({
        id: edge.index,
        from: edge.from,
        to: edge.to,
        // a band behind a line is drawn of curves only, be they straight
        smooth:
          edge.twin || edge.said?.some(({ origins }) => origins)
            ? { enabled: true, type: "curvedCW", roundness: edge.twin ? TWIST : 0 }
            : { enabled: false },
      })),
    );
    const network = new vis.Network(
      box,
      { nodes: dots, edges: lines },
      {
        autoResize: true,
        physics: { enabled: false },
        layout: { improvedLayout: false },
        interaction: {
          hover: true,
          keyboard: false,
          selectConnectedEdges: false,
          hideEdgesOnDrag: edges.length > 3000,
          tooltipDelay: 1e6,
        },
        nodes: { borderWidth: 1.2, chosen: false, labelHighlightBold: false },
        edges: {
          arrows: { to: { enabled: true, scaleFactor: 0.5 } },
          chosen: false,
          hoverWidth: 0,
          selectionWidth: 0,
        },
      },
    );

    network.on("click", (event) => {
      const node = network.getNodeAt(event.pointer.DOM);
      const edge = network.getEdgeAt(event.pointer.DOM);
      if (node !== undefined) onNode(node);
      else if (edge !== undefined) onEdge(edge);
      else onNothing();
    });
    function point(node) {
      hovered = node;
      box.classList.toggle("pointing", node >= 0);
      network.redraw();
    }
    network.on("hoverNode", (event) => point(event.node));
    network.on("blurNode", () => point(-1));
    network.on("hoverEdge", () => box.classList.add("pointing"));
    network.on("blurEdge", () => box.classList.remove("pointing"));
    network.on("afterDrawing", (pen) => scene && theme && label(pen));

    const painted = new Map([dots, lines].map((set) => [set, []]));
    const position = (node) => network.getPosition(node);

    function nodeLook(node) {
      const state = scene.nodes[node.index];
      const background = node.look.colour;
      const border = state === "selected" ? theme.accent : theme.edge;
      return {
        id: node.index,
        hidden: state === "hidden",
        opacity: state === "dim" ? 0.22 : 1,
        size: size(node),
        borderWidth: state === "selected" ? 4 : 1.2,
        color: { background, border, hover: { background, border: theme.accent } },
      };
    }

    function edgeLook(edge) {
      const { state, tone, firm, weight, corroborated } = scene.edges[edge.index];
      const plain = { for: theme.agree, against: theme.oppose }[tone] ?? theme.line;
      const faint = state === "shown" && !tone && edges.length > 150;
      const width = grown * weight * (state === "selected" ? 2 : 1);
      return {
        id: edge.index,
        hidden: state === "hidden",
        width,
        // vis-network draws no double lines: a band behind the line stands for the second one
        background: {
          enabled: corroborated && state !== "dim",
          color: `${plain}59`,
          size: width + 7,
          dashes: false,
        },
        dashes: firm ? false : [6, 5],
        color: {
          color: state === "selected" ? theme.accent : plain,
          hover: theme.accent,
          opacity: state === "dim" ? 0.13 : faint ? 0.7 : 1,
        },
      };
    }

    /** Tell vis-network of what looks other than before: telling it everything is slow. */
    function paint() {
      if (!scene || !theme) return;
      for (const [set, items, look] of [
        [dots, nodes, nodeLook],
        [lines, edges, edgeLook],
      ]) {
        const looks = items.map(look).filter((made) => {
          const key = JSON.stringify(made);
          const same = painted.get(set)[made.id] === key;
          painted.get(set)[made.id] = key;
          return !same;
        });
        if (looks.length) set.update(looks);
      }
      network.redraw();
    }

    function view() {
      const { x, y } = network.getViewPosition();
      return { x, y, scale: network.getScale(), width: box.clientWidth, height: box.clientHeight };
    }

    /** Labels are ours: in pixels of the screen, whatever the zoom. */
    function label(pen) {
      const seen = Picture.of({ nodes, edges, order, scene, theme, view: view(), hovered });
      const scale = seen.view.scale;
      const sharp = pen.canvas.width / box.clientWidth;
      pen.save();
      pen.setTransform(sharp, 0, 0, sharp, 0, 0);
      const picture = { ...seen, radius: (node) => size(node) * scale };
      Marks.paint(pen, picture);
      Labels.paint(pen, picture);
      pen.restore();
    }

    /** Show all visible dots, with room for their labels. */
    function fit() {
      const seen = nodes.filter((node) => scene.nodes[node.index] !== "hidden");
      if (!seen.length) return;
      const [across, along] = ["x", "y"].map((axis) => {
        const places = seen.map((node) => position(node.index)[axis]);
        return { least: Math.min(...places), most: Math.max(...places) };
      });
      const wide = (box.clientWidth - 130) / (across.most - across.least + 1);
      const high = (box.clientHeight - 110) / (along.most - along.least + 1);
      const middle = { x: (across.least + across.most) / 2, y: (along.least + along.most) / 2 };
      const scale = Math.max(0.02, Math.min(wide, high, 1.3));
      grown = Math.min(nodes.length > CROWD ? 1.2 : 1.8, Math.max(1, 0.8 / scale));
      paint();
      network.moveTo({ position: middle, scale, animation: false });
    }

    function reveal(ends) {
      const [one, other] = [position(ends[0]), position(ends.at(-1))];
      const inside = [one, other]
        .map(network.canvasToDOM, network)
        .every(
          ({ x, y }) =>
            x > MARGIN &&
            y > MARGIN &&
            x < box.clientWidth - MARGIN &&
            y < box.clientHeight - MARGIN,
        );
      const length = Math.hypot(one.x - other.x, one.y - other.y);
      const apart = Math.min(260, box.clientWidth * 0.6);
      if (inside && (!length || length * network.getScale() > APART)) return;
      network.moveTo({
        position: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
        scale: length ? Math.min(1.6, apart / length) : network.getScale(),
        animation: motion(),
      });
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
      place: (node) => network.canvasToDOM(position(node)),
      view,
    };
  }

  return { open };
})();
