"use strict";
/* The picture: which of its two kinds is drawn, and what a click on it means. */
const Drawing = (() => {
  const { nodes, edges } = Model;
  let box = document.getElementById("canvas");
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

  const theme = () => ({
    ink: Theme.colour("--ink"),
    quiet: Theme.colour("--muted"),
    halo: Theme.colour("--halo"),
    edge: Theme.colour("--outline"),
    line: Theme.colour("--stroke"),
    agree: Theme.colour("--for"),
    oppose: Theme.colour("--against"),
    accent: Theme.colour("--accent"),
  });
  const drawn = () => (dots ? ClaimDots.all() : { nodes, edges });
  const scene = () => (dots ? ClaimDots.scene() : Scene.now());

  /** An empty box in place of the one before, with which the picture before and its ears go. */
  function emptied() {
    const fresh = box.cloneNode(false);
    box.replaceWith(fresh);
    return fresh;
  }

  /** Open the kind of picture that is wanted, if another is open. */
  function open() {
    if (dots === Store.chosen.dots) return;
    dots = Store.chosen.dots;
    if (renderer) box = emptied();
    const { nodes: things, edges: lines } = drawn();
    renderer = Renderer.open(box, things, lines, {
      onNode: pick,
      onEdge: follow,
      onNothing: Store.clear,
    });
    renderer.colours(theme());
    renderer.draw(scene());
    renderer.fit();
  }

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

  /** Save what is seen, by `Saving.png` or `Saving.svg`. */
  function save(as) {
    const seen = { ...drawn(), scene: scene(), theme: theme(), view: renderer.view() };
    as(Picture.of({ ...seen, order: Picture.ordered(seen.nodes) }), Theme.colour("--paper"));
  }

  Theme.watch(() => renderer?.colours(theme()));
  return {
    draw,
    reveal,
    fit: () => renderer.fit(),
    zoom: (factor) => renderer.zoom(factor),
    save,
    place: (index) => renderer.place(index),
  };
})();
