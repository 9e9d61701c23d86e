"use strict";
/* The picture: which of its two kinds is drawn, and what a click on it means. */
const Drawing = (() => {
  const { nodes, edges } = Model;
  const box = document.getElementById("canvas");
  let renderer = null;
  let dots = null;

  function pick(index) {
    if (index < nodes.length) Store.select("node", index);
    else Store.select("claim", index - nodes.length);
  }

  /** A line of the picture of claims leads to its claim, one of the picture of links to its link. */
  function follow(index) {
    if (dots) Store.select("claim", ClaimDots.all().edges[index].of[0].claim);
    else Store.select("edge", index);
  }

  function colours() {
    renderer.colours({
      ink: Theme.colour("--ink"),
      quiet: Theme.colour("--muted"),
      halo: Theme.colour("--halo"),
      edge: Theme.colour("--outline"),
      line: Theme.colour("--stroke"),
      agree: Theme.colour("--for"),
      oppose: Theme.colour("--against"),
      accent: Theme.colour("--accent"),
    });
  }

  /** Open the kind of picture that is wanted, if another is open. */
  function open() {
    if (dots === Store.chosen.dots) return;
    dots = Store.chosen.dots;
    const drawn = dots ? ClaimDots.all() : { nodes, edges };
    const sheet = Dom.el("div", { class: "sheet" }); // of its own: with it goes the picture before
    box.replaceChildren(sheet);
    renderer = Renderer.open(sheet, drawn.nodes, drawn.edges, {
      onNode: pick,
      onEdge: follow,
      onNothing: Store.clear,
    });
    colours();
    renderer.draw(scene());
    renderer.fit();
  }

  const scene = () => (dots ? ClaimDots.scene() : Scene.now());

  function draw() {
    open();
    renderer.draw(scene());
  }

  /** Bring what is selected into view. */
  function reveal() {
    const { kind, index } = Store.state.selected;
    if (kind === "node") return renderer.reveal([index]);
    if (kind === "claim" && dots) return renderer.reveal([nodes.length + index]);
    const edge = kind === "edge" ? index : Scene.statedBy(index)[0];
    if (edge !== undefined) renderer.reveal([edges[edge].from, edges[edge].to]);
  }

  Theme.watch(() => renderer && colours());
  return {
    draw,
    reveal,
    fit: () => renderer.fit(),
    zoom: (factor) => renderer.zoom(factor),
    picture: () => renderer.picture(),
    place: (index) => renderer.place(index),
  };
})();
