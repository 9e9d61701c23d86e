"use strict";
/* What the details are made of: claims as cards, statements and facts as lines that can be pressed. */
const Parts = (() => {
  const { el, span, p, button, shape, plural, some } = Dom;
  const { nodes, claims, types } = Model;
  const open = (index) => Store.select("node", index);

  const left = (numbers) => numbers.filter((number) => Store.state.claims[number]);
  const cards = (numbers) => some(left(numbers), card, 15);
  /** A claim's card, with a button that selects it. */
  function card(number) {
    const made = Card.build(claims[number], open);
    const chosen = Store.state.selected;
    if (chosen?.kind === "claim" && chosen.index === number) return made;
    made.append(
      button({ class: "alone" }, () => Store.select("claim", number), "What it states"),
    );
    return made;
  }

  /** How many independent origins say something, and whether claims differ in it. */
  function agreement({ origins, contested }) {
    return [
      origins > 0 && span("tag agreed", `${origins} independent origins`),
      contested && span("tag differs", "≠ claims differ"),
    ];
  }

  const count = (number) =>
    el("span", { class: "count", title: plural(number, "claim") }, String(number));

  /** What a page does not hold, and the command that shows it. */
  function rest(missing, what, command) {
    return missing > 0 && p("quiet", `${plural(missing, what)}: `, el("code", {}, command));
  }

  const marks = (said) => {
    const words = [
      said.origins > 0 && `×${said.origins} independent origins`,
      said.contested && "≠ claims differ",
    ].filter(Boolean);
    return words.length > 0 && span("quiet mark", ` ${words.join(" · ")}`);
  };

  /** One statement of a thing, as a line that leads to the other end and to the evidence. */
  function line(node, edge, said) {
    const out = edge.from === node.index;
    const other = nodes[out ? edge.to : edge.from];
    const label = span(said.label.length < 30 ? "said whole" : "said", el("b", {}, said.label));
    return button(
      { class: "line" },
      () => Store.select("edge", edge.index),
      shape(types[other.type]),
      el("span", {}, out ? [label, ` ${other.label}`] : [`${other.label} `, label], marks(said)),
      count(said.count),
    );
  }

  /** One statement from end to end. */
  function whole(edge, said) {
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    return button(
      { class: "line" },
      () => Store.select("edge", edge.index),
      shape(types[from.type]),
      el("span", {}, `${from.label} `, span("said", el("b", {}, said.label)), ` ${to.label}`),
      count(said.count),
    );
  }

  /** A fact, which opens to show the claims behind it. */
  function fact(node, { label, value, claims: behind, count: all, ...agreed }) {
    const beyond = all - behind.length;
    const known = [` ${value}`, marks(agreed), count(Store.filtered() ? left(behind).length : all)];
    const title = el("summary", {}, span("quiet", label), known);
    const made = el("details", { class: "fact" }, title);
    made.addEventListener("toggle", () => made.append(cards(behind), rest(beyond, "more claim", `kg trace ${node.id}`) || ""), { once: true });
    return made;
  }

  return { left, card, cards, agreement, line, whole, fact, rest };
})();
