"use strict";
/* The details of what is selected: what it is, what is said of it, and every claim behind that. */
const Panel = (() => {
  const { el, span, p, button, shape, plural, some } = Dom;
  const { nodes, edges, claims, types, sources } = Model;
  const { left, card, cards, agreement, line, whole, fact, rest } = Parts;
  const box = document.getElementById("panel");
  const open = (index) => Store.select("node", index);

  const section = (title, ...parts) => el("section", {}, el("h3", {}, title), ...parts);
  const pairs = (rows) =>
    el(
      "dl",
      {},
      rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
    );

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

  /** What else there is around a thing, and how to see less of the rest. */
  function around(node) {
    const { here, beyond } = Store.more(node);
    const near = Store.chosen.focus === node.index;
    return p(
      "around",
      here.length > 0 &&
        button({ class: "next expand" }, () => Store.open(node.index), `+ ${here.length} more`),
      button(
        { class: "next", "aria-pressed": String(near) },
        () => Store.near(near ? -1 : node.index),
        near ? "Show everything again" : "Only what lies around it",
      ),
      rest(beyond, "more neighbour", `kg view ${node.id}`),
    );
  }

  function showNode(node) {
    const type = types[node.type];
    const found = lines(node);
    const stated = node.facts.filter((one) => left(one.claims).length);
    const known = Model.about(node);
    const [about, says] = [left(known), left(node.says)];
    const filtered = Store.filtered();
    const counted = (whole, shown) => (filtered ? `${shown.length} of ${whole}` : whole);
    const what = [type.label, node.sort].filter(Boolean).join(", ");
    return [
      el("h2", { class: "name" }, node.label),
      p("quiet", shape(type), ` ${what} · `, el("code", {}, node.id)),
      node.names.length > 0 && p("", "Also called ", node.names.join(", ")),
      node.page && p("", el("a", { href: node.page }, "All that is told of it, on its page")),
      around(node),
      stated.length > 0 && section("Stated of it", some(stated, (one) => fact(node, one), 12)),
      section(
        found.length ? plural(found.length, "link") : "No links in this picture",
        some(found, ({ edge, said }) => line(node, edge, said), 30),
      ),
      node.claimCount > 0 &&
        section(
          `${counted(plural(node.claimCount, "claim"), about)} about it`,
          cards(about),
          rest(node.claimCount - known.length, "more claim", `kg trace ${node.id}`),
        ),
      node.sayCount > 0 &&
        section(
          `${counted(plural(node.sayCount, "claim"), says)} it makes or passes on`,
          cards(says),
          rest(node.sayCount - node.says.length, "more claim", `kg trace ${node.id}`),
        ),
    ];
  }

  function statement(said, from) {
    return el(
      "section",
      { class: `statement ${said.tone}` },
      el("h3", {}, said.label),
      p(
        "tags",
        span("tag", Model.kindOf(said)),
        !said.firm && span("tag open", "not stated as so"),
        agreement(said),
      ),
      said.details.length > 0 && pairs(said.details),
      said.count ? cards(said.claims) : p("quiet", "No claim stands behind it."),
      rest(said.count - said.claims.length, "more claim", `kg trace ${from.id}`),
    );
  }

  function showEdge(edge) {
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    const end = (node) =>
      button({ class: "end" }, () => open(node.index), shape(types[node.type]), node.label);
    const found = Store.state.said[edge.index];
    const all = new Set(found.flatMap((said) => said.claims)).size;
    const whole = found.every((said) => said.count === said.claims.length);
    const back = edge.twin && Model.edgeOf(to.id, from.id);
    return [
      el("h2", {}, end(from), span("arrow", " → "), end(to)),
      p("quiet", `${plural(found.length, "statement")}, ${plural(all, "claim")}${whole ? "" : " in this page"}`),
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

  /** One claim: everything it states in this picture, and its card. */
  function showClaim(claim) {
    const stated = Scene.statedBy(claim.index).flatMap((index) =>
      Store.state.said[index]
        .filter((said) => said.claims.includes(claim.index))
        .map((said) => whole(edges[index], said)),
    );
    const facts = nodes.flatMap((node) =>
      Store.state.nodes[node.index]
        ? node.facts
            .filter((one) => one.claims.includes(claim.index))
            .map((one) => [node, one])
        : [],
    );
    return [
      el("h2", {}, "One claim"),
      card(claim.index),
      section(
        stated.length + facts.length ? "What it states" : "It states nothing in this picture",
        stated,
        facts.map(([node, { label, value }]) =>
          button({ class: "line" }, () => open(node.index), shape(types[node.type]),
            el("span", {}, node.label, span("quiet", ` ${label} `), value)),
        ),
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
        "hint",
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
    if (chosen.kind === "claim") return showClaim(claims[chosen.index]);
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
