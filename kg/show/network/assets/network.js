"use strict";
/* Wiring: what the reader does goes to the store, what the store says goes to every part. */
const Page = (() => {
  const { nodes, edges, claims, focus } = Model;
  const { short } = Scene;
  const byId = (id) => document.getElementById(id);
  const live = byId("live");
  const say = (words) => {
    live.textContent = words;
  };

  /** What is selected, by a short name. */
  function selectedName({ kind, index }) {
    if (kind === "node") return nodes[index].label;
    return kind === "edge" ? Store.state.said[index][0].label : `claim ${claims[index].id}`;
  }

  function announce() {
    const chosen = Store.state.selected;
    if (!chosen) return say("Nothing selected");
    if (chosen.kind === "claim") return say(`Claim: ${claims[chosen.index].text}`);
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
    byId("chosen").hidden = !chosen;
    byId("chosen").textContent = "Read the claims ↓";
    if (chosen)
      byId("chosen").setAttribute("aria-label", `Read the claims on ${selectedName(chosen)}`);
  }

  /** Buttons over the picture: open more around what is selected, and undo what narrows it. */
  function chips() {
    const { focus, opened } = Store.chosen;
    const chosen = Store.state.selected;
    const node = chosen?.kind === "node" && nodes[chosen.index];
    const more = node ? Store.more(node).here.length : 0;
    const chip = (act, ...words) => Dom.button({ class: "chip" }, act, ...words);
    byId("chips").replaceChildren(
      ...[
        more > 0 && chip(() => Store.open(node.index), `+ ${more} more around ${short(node.label)}`),
        opened.length > 0 && chip(Store.fold, "Fold away what was opened"),
        focus >= 0 && chip(() => Store.near(-1), `Only around ${short(nodes[focus].label)} ×`),
        Store.filtered() && chip(Store.unfilter, `${Filters.told()} ×`),
      ].filter(Boolean),
    );
    byId("dots").setAttribute("aria-pressed", String(Store.chosen.dots));
  }

  Store.watch((what) => {
    Drawing.draw();
    if (what !== "selection") {
      Filters.fill();
      Rail.fill();
      say(Filters.told());
    }
    if (Table.shown()) (what === "selection" ? Table.mark : Table.fill)();
    Panel.show();
    Rail.mark();
    bar();
    chips();
    if (what === "all") Drawing.fit();
    if (what !== "filter") {
      if (Store.state.selected) Drawing.reveal();
      if (what === "selection" || Store.state.selected) announce();
    }
    Address.keep();
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

  function details() {
    byId("panel").scrollIntoView();
    byId("panel").focus();
  }

  byId("theme").addEventListener("click", Theme.toggle);
  byId("nearer").addEventListener("click", () => Drawing.zoom(1.4));
  byId("farther").addEventListener("click", () => Drawing.zoom(1 / 1.4));
  byId("fit").addEventListener("click", Drawing.fit);
  byId("dots").addEventListener("click", () => Store.dots(!Store.chosen.dots));
  byId("png").addEventListener("click", () => Drawing.save(Saving.png));
  byId("svg").addEventListener("click", () => Drawing.save(Saving.svg));
  byId("chosen").addEventListener("click", details);
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
    else if (event.defaultPrevented || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "d") details();
    else if (event.key === "+" && Store.state.selected?.kind === "node") {
      const { index } = Store.state.selected;
      if (Store.more(nodes[index]).here.length) Store.open(index);
    }
  });
  addEventListener("beforeprint", () => Table.fill(Infinity));
  addEventListener("hashchange", () => Store.restore(Address.read()));

  Filters.start();
  Rail.start(say);
  const asked = Address.read();
  if (!asked.selected && focus >= 0 && !location.hash) asked.selected = { kind: "node", index: focus };
  Store.restore(asked);
  document.documentElement.dataset.ready = "yes";
  return { place: Drawing.place };
})();
