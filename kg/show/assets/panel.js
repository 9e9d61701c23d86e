"use strict";
/* The details of what is selected: what it is, what is said of it, and every claim behind that. */
const Panel = (() => {
  const { el, button, shape, plural, some } = Dom;
  const { nodes, edges, claims, types, sources } = Model;
  const box = document.getElementById("panel");
  const open = (index) => Store.select("node", index);

  const cards = (numbers) => some(numbers, (number) => Card.build(claims[number], open), 15);

  function rest(count, given, id) {
    return count > given ? el("p", { class: "quiet" }, `${plural(count - given, "more claim")} are not in this page: `, el("code", {}, `kg trace ${id}`)) : null;
  }

  const section = (title, ...parts) => el("section", {}, el("h3", {}, title), ...parts);

  function tags(said) {
    return [
      el("span", { class: "tag" }, said.familyLabel),
      !said.firm && el("span", { class: "tag open" }, "not stated as so"),
    ];
  }

  /** One statement of a thing, as a line that leads to the other end and to the evidence. */
  function line(node, edge, said) {
    const out = edge.from === node.index;
    const other = nodes[out ? edge.to : edge.from];
    const arrow = el("span", { class: said.label.length < 30 ? "said whole" : "said" }, el("b", {}, said.label));
    const words = [!out && `${other.label} `, arrow, out && ` ${other.label}`];
    return button({ class: "line" }, () => Store.select("edge", edge.index), shape(types[other.type]), el("span", {}, words), el("span", { class: "count", title: plural(said.count, "claim") }, String(said.count)));
  }

  /** A fact, which opens to show the claims behind it. */
  function fact({ label, value, claims: behind }) {
    const box = el("details", { class: "fact" }, el("summary", {}, el("span", { class: "quiet" }, label), " ", value, el("span", { class: "count", title: plural(behind.length, "claim") }, String(behind.length))));
    box.addEventListener("toggle", () => box.append(cards(behind)), { once: true });
    return box;
  }

  function showNode(node) {
    const type = types[node.type];
    const lines = Store.shownEdges(node).flatMap((index) => Store.state.said[index].map((said) => ({ edge: edges[index], said })))
      .sort((one, other) => other.said.count - one.said.count || one.said.label.localeCompare(other.said.label, "en"));
    return [
      el("h2", { class: "name" }, node.label),
      el("p", { class: "quiet" }, shape(type), ` ${[type.label, node.sort].filter(Boolean).join(", ")} · `, el("code", {}, node.id)),
      node.names.length ? el("p", {}, "Also called ", node.names.join(", ")) : null,
      node.facts.length ? section("Stated of it", some(node.facts, fact, 12)) : null,
      section(lines.length ? plural(lines.length, "link") : "No links in this picture",
        some(lines, ({ edge, said }) => line(node, edge, said), 30),
        node.more ? el("p", { class: "quiet" }, `${plural(node.more, "more neighbour")} not shown: `, el("code", {}, `kg view ${node.id}`)) : null),
      node.claimCount ? section(`${plural(node.claimCount, "claim")} about it`, cards(node.claims), rest(node.claimCount, node.claims.length, node.id)) : null,
      node.sayCount ? section(`${plural(node.sayCount, "claim")} it makes or passes on`, cards(node.says), rest(node.sayCount, node.says.length, node.id)) : null,
    ];
  }

  function showEdge(edge) {
    const end = (index) => button({ class: "end" }, () => open(index), shape(types[nodes[index].type]), nodes[index].label);
    const found = Store.state.said[edge.index];
    const all = new Set(found.flatMap((said) => said.claims)).size;
    return [
      el("h2", { class: "pair" }, end(edge.from), el("span", { class: "arrow", "aria-label": "to" }, " → "), end(edge.to)),
      el("p", { class: "quiet" }, `${plural(found.length, "statement")}, ${plural(all, "claim")}`),
      found.map((said) => el("section", { class: `statement ${said.tone}` },
        el("h3", {}, said.label), el("p", { class: "tags" }, tags(said)),
        said.details.length ? el("dl", {}, said.details.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null,
        cards(said.claims), rest(said.count, said.claims.length, nodes[edge.from].id))),
      edge.twin ? button({ class: "next" }, () => Store.select("edge", Model.edgeOf(nodes[edge.to].id, nodes[edge.from].id)), "What is said the other way round") : null,
    ];
  }

  function showNothing() {
    return [
      el("h2", {}, "Who says so?"),
      el("p", {}, "Select a thing or a line, in the picture, the list or the table. Here you will read every claim behind it: who says so, through whom, how certain it is, and on which passage of the article it rests."),
      section(`Drawn from ${plural(sources.length, "article")}`, el("ul", {}, sources.map((source) => el("li", {}, Dom.link(source.url, source.label), source.date && el("span", { class: "quiet" }, ` · ${source.publisher}, ${source.date}`))))),
    ];
  }

  function show() {
    const chosen = Store.state.selected;
    const content = !chosen ? showNothing() : chosen.kind === "node" ? showNode(nodes[chosen.index]) : showEdge(edges[chosen.index]);
    const close = chosen && button({ class: "close", "aria-label": "Close the details" }, Store.clear, "×");
    box.replaceChildren(...[close, content].flat(9).filter(Boolean));
    box.scrollTop = 0;
  }

  return { show };
})();
