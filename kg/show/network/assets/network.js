"use strict";
/* Wiring: what the reader does goes to the store, what the store says goes to every part. */
const Page = (() => {
  const { nodes, edges, types, families, focus } = Model;
  const byId = (id) => document.getElementById(id);
  const live = byId("live");
  const say = (words) => {
    live.textContent = words;
  };
  const familyLabels = new Map(families.map(({ id, label }) => [id, label]));

  for (const node of nodes) node.look = types[node.type];
  for (const edge of edges)
    for (const said of edge.said) said.familyLabel = familyLabels.get(said.family);

  const renderer = Renderer.open(byId("canvas"), nodes, edges, {
    onNode: (index) => Store.select("node", index),
    onEdge: (index) => Store.select("edge", index),
    onNothing: Store.clear,
  });

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
  const colours = () => renderer.colours(theme());

  /** The address ends in what is selected, so that it can be kept and sent. */
  function permalink() {
    const chosen = Store.state.selected;
    const name = !chosen
      ? ""
      : chosen.kind === "node"
        ? nodes[chosen.index].id
        : `${nodes[edges[chosen.index].from].id}~${nodes[edges[chosen.index].to].id}`;
    const address = `#${encodeURIComponent(name)}`;
    if (name ? location.hash !== address : location.hash)
      history.replaceState(null, "", name ? address : location.pathname + location.search);
  }

  function follow() {
    let name = "";
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      return false;
    }
    const [from, to] = name.split("~");
    const index = to === undefined ? Model.nodeOf(name) : Model.edgeOf(from, to);
    if (name && index !== undefined) Store.select(to === undefined ? "node" : "edge", index);
    return name !== "" && index !== undefined;
  }

  function announce() {
    const chosen = Store.state.selected;
    if (!chosen) return say("Nothing selected");
    if (chosen.kind === "node") {
      const node = nodes[chosen.index];
      return say(
        `${node.label}: ${Dom.plural(Store.shownEdges(node).length, "link")}, ${Dom.plural(node.claimCount, "claim")}`,
      );
    }
    const { from, to } = edges[chosen.index];
    return say(
      `${nodes[from].label} to ${nodes[to].label}: ${Store.state.said[chosen.index].map((said) => said.label).join(", ")}`,
    );
  }

  /** On a narrow screen the details stand below the picture: a bar on it says so and leads there. */
  function bar() {
    const chosen = Store.state.selected;
    const name = !chosen
      ? ""
      : chosen.kind === "node"
        ? nodes[chosen.index].label
        : Store.state.said[chosen.index][0].label;
    byId("chosen").hidden = !chosen;
    byId("chosen").textContent = "Read the claims ↓";
    byId("chosen").setAttribute("aria-label", `Read the claims on ${name}`);
  }

  Store.watch((what) => {
    renderer.draw(Scene.now());
    if (what !== "selection") {
      Rail.fill();
      say(`${Dom.plural(Store.state.nodes.filter(Boolean).length, "thing")} shown`);
    }
    if (Table.shown()) (what === "selection" ? Table.mark : Table.fill)();
    Panel.show();
    Rail.mark();
    bar();
    if (what !== "filter") {
      const chosen = Store.state.selected;
      if (chosen)
        renderer.reveal(
          chosen.kind === "node"
            ? [chosen.index]
            : [edges[chosen.index].from, edges[chosen.index].to],
        );
      announce();
      permalink();
    }
  });

  function tab(name) {
    for (const other of ["picture", "table"]) {
      const here = other === name;
      byId(other).hidden = !here;
      byId(`tab-${other}`).setAttribute("aria-selected", String(here));
      byId(`tab-${other}`).tabIndex = here ? 0 : -1;
    }
    if (name === "table") Table.fill();
    byId(`tab-${name}`).focus();
  }

  /** Save what is seen, by `Saving.png` or `Saving.svg`. */
  const save = (as) => () => {
    const order = Picture.ordered(nodes);
    const seen = { nodes, edges, order, scene: Scene.now(), theme: theme(), view: renderer.view() };
    as(Picture.of(seen), Theme.colour("--paper"));
  };

  byId("theme").addEventListener("click", Theme.toggle);
  byId("nearer").addEventListener("click", () => renderer.zoom(1.4));
  byId("farther").addEventListener("click", () => renderer.zoom(1 / 1.4));
  byId("fit").addEventListener("click", renderer.fit);
  byId("png").addEventListener("click", save(Saving.png));
  byId("svg").addEventListener("click", save(Saving.svg));
  byId("chosen").addEventListener("click", () => {
    byId("panel").scrollIntoView();
    byId("panel").focus();
  });
  for (const [name, other] of [
    ["picture", "table"],
    ["table", "picture"],
  ]) {
    byId(`tab-${name}`).addEventListener("click", () => tab(name));
    byId(`tab-${name}`).addEventListener(
      "keydown",
      (event) => /^Arrow(Left|Right)$/.test(event.key) && tab(other),
    );
  }
  document.addEventListener("keydown", (event) => {
    const typing =
      /^(INPUT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "/" && !typing) {
      event.preventDefault();
      Rail.focus();
    } else if (event.key === "Escape") Store.clear();
  });
  addEventListener("beforeprint", () => Table.fill(Infinity));
  addEventListener("hashchange", follow);

  Theme.watch(colours);
  colours();
  Rail.start(say);
  renderer.draw(Scene.now());
  renderer.fit();
  Panel.show();
  if (!follow() && focus >= 0) Store.select("node", focus);
  document.documentElement.dataset.ready = "yes";
  return { place: renderer.place };
})();
