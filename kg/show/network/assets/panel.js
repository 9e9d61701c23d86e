"use strict";
/* The details of what is selected: what it is, what is said of it, and every claim behind that. */
const Panel = (() => {
  const { el, span, p, button, shape, plural, some } = Dom;
  const { nodes, edges, claims, types, sources } = Model;
  const box = document.getElementById("panel");
  const open = (index) => Store.select("node", index);

  const cards = (numbers) => some(numbers, (number) => Card.build(claims[number], open), 15);
  const section = (title, ...parts) => el("section", {}, el("h3", {}, title), ...parts);
  const count = (number) =>
    el("span", { class: "count", title: plural(number, "claim") }, String(number));
  const pairs = (rows) =>
    el(
      "dl",
      {},
      rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
    );

  /** What a page does not hold, and the command that shows it. */
  function rest(missing, what, command) {
    return missing > 0 && p("quiet", `${plural(missing, what)}: `, el("code", {}, command));
  }

  /** One statement of a thing, as a line that leads to the other end and to the evidence. */
  function line(node, edge, said) {
    const out = edge.from === node.index;
    const other = nodes[out ? edge.to : edge.from];
    const label = span(said.label.length < 30 ? "said whole" : "said", el("b", {}, said.label));
    return button(
      { class: "line" },
      () => Store.select("edge", edge.index),
      shape(types[other.type]),
      el("span", {}, out ? [label, ` ${other.label}`] : [`${other.label} `, label]),
      count(said.count),
    );
  }

  /** A fact, which opens to show the claims behind it. */
  function fact({ label, value, claims: behind }) {
    const title = el("summary", {}, span("quiet", label), ` ${value}`, count(behind.length));
    const made = el("details", { class: "fact" }, title);
    made.addEventListener("toggle", () => made.append(cards(behind)), { once: true });
    return made;
  }

  /** Everything said of a thing in this picture, what most claims state first. */
  function lines(node) {
    const found = Store.shownEdges(node).flatMap((index) =>
      Store.state.said[index].map((said) => ({ edge: edges[index], said })),
    );
    return found.sort(
      (one, other) =>
        other.said.count - one.said.count || one.said.label.localeCompare(other.said.label, "en"),
    );
  }

  function showNode(node) {
    const type = types[node.type];
    const found = lines(node);
    const what = [type.label, node.sort].filter(Boolean).join(", ");
    return [
      el("h2", { class: "name" }, node.label),
      p("quiet", shape(type), ` ${what} · `, el("code", {}, node.id)),
      node.names.length > 0 && p("", "Also called ", node.names.join(", ")),
      node.facts.length > 0 && section("Stated of it", some(node.facts, fact, 12)),
      section(
        found.length ? plural(found.length, "link") : "No links in this picture",
        some(found, ({ edge, said }) => line(node, edge, said), 30),
        rest(node.more, "more neighbour", `kg view ${node.id}`),
      ),
      node.claimCount > 0 &&
        section(
          `${plural(node.claimCount, "claim")} about it`,
          cards(node.claims),
          rest(node.claimCount - node.claims.length, "more claim", `kg trace ${node.id}`),
        ),
      node.sayCount > 0 &&
        section(
          `${plural(node.sayCount, "claim")} it makes or passes on`,
          cards(node.says),
          rest(node.sayCount - node.says.length, "more claim", `kg trace ${node.id}`),
        ),
    ];
  }

  function statement(said, from) {
    return el(
      "section",
      { class: `statement ${said.tone}` },
      el("h3", {}, said.label),
      p("tags", span("tag", said.familyLabel), !said.firm && span("tag open", "not stated as so")),
      said.details.length > 0 && pairs(said.details),
      said.count ? cards(said.claims) : p("quiet", "No claim is about both."),
      rest(said.count - said.claims.length, "more claim", `kg trace ${from.id}`),
    );
  }

  function showEdge(edge) {
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    const end = (node) =>
      button({ class: "end" }, () => open(node.index), shape(types[node.type]), node.label);
    const found = Store.state.said[edge.index];
    const all = new Set(found.flatMap((said) => said.claims)).size;
    const back = edge.twin && Model.edgeOf(to.id, from.id);
    return [
      el("h2", {}, end(from), span("arrow", " → "), end(to)),
      p("quiet", `${plural(found.length, "statement")}, ${plural(all, "claim")}`),
      found.map((said) => statement(said, from)),
      edge.twin &&
        Store.visible({ kind: "edge", index: back }) &&
        button(
          { class: "next" },
          () => Store.select("edge", back),
          "What is said the other way round",
        ),
    ];
  }

  function showNothing() {
    const article = (source) => {
      const when = source.date && span("quiet", ` · ${source.publisher}, ${source.date}`);
      return el("li", {}, Dom.link(source.url, source.label), when);
    };
    return [
      el("h2", {}, "Who says so?"),
      p(
        "",
        "Select a thing or a line, in the picture, the list or the table. Here you will read every ",
        "claim behind it: who says so, through whom, how certain it is, and on which passage of ",
        "the article it rests.",
      ),
      section(
        `Drawn from ${plural(sources.length, "article")}`,
        some(sources, article, 50, el("ul")),
      ),
    ];
  }

  function content(chosen) {
    if (!chosen) return showNothing();
    return chosen.kind === "node" ? showNode(nodes[chosen.index]) : showEdge(edges[chosen.index]);
  }

  function show() {
    const chosen = Store.state.selected;
    const close =
      chosen && button({ class: "close", "aria-label": "Close the details" }, Store.clear, "×");
    box.replaceChildren(...[close, content(chosen)].flat(9).filter(Boolean));
    box.scrollTop = 0;
  }

  return { show };
})();
