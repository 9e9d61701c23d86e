"use strict";
/* The picture's twin: every statement as a row, with the same filters and the same selection. */
const Table = (() => {
  const { el, span, button, shape, plural } = Dom;
  const { nodes, edges, types } = Model;
  const box = document.getElementById("table");
  const STEP = 300;
  const COLUMNS = [
    ["From", (row) => nodes[row.edge.from].label],
    ["What is said", (row) => row.said.label],
    ["To", (row) => nodes[row.edge.to].label],
    ["Kind of link", (row) => row.said.familyLabel],
    ["Claims", (row) => row.said.count],
  ];
  let sorted = { column: 4, down: true };

  function rows() {
    const found = edges.flatMap((edge) =>
      Store.state.said[edge.index].map((said) => ({ edge, said })),
    );
    const value = COLUMNS[sorted.column][1];
    const compare = (one, other) =>
      typeof one === "number" ? one - other : one.localeCompare(other, "en");
    return found.sort(
      (one, other) =>
        (sorted.down ? -1 : 1) * compare(value(one), value(other)) ||
        one.edge.index - other.edge.index,
    );
  }

  const thing = (index) =>
    button(
      { class: "cell" },
      () => Store.select("node", index),
      shape(types[nodes[index].type]),
      nodes[index].label,
    );

  function row({ edge, said }) {
    const open = button({ class: "cell said" }, () => Store.select("edge", edge.index), said.label);
    const agreed = [
      said.origins > 0 && span("tag agreed", `×${said.origins} origins`),
      said.contested && span("tag differs", "≠ claims differ"),
    ];
    return el(
      "tr",
      { "data-edge": String(edge.index), class: said.firm ? "" : "open" },
      el("td", {}, thing(edge.from)),
      el("td", {}, open, agreed),
      el("td", {}, thing(edge.to)),
      el("td", {}, said.familyLabel),
      el("td", { class: "number" }, String(said.count)),
    );
  }

  function head([name], index) {
    const here = sorted.column === index;
    const turn = () => {
      sorted = { column: index, down: here ? !sorted.down : index === 4 };
      fill();
      box.querySelectorAll("th button")[index].focus();
    };
    return el(
      "th",
      { scope: "col", "aria-sort": here ? (sorted.down ? "descending" : "ascending") : false },
      button(
        {},
        turn,
        name,
        here && el("span", { "aria-hidden": "true" }, sorted.down ? " ▾" : " ▴"),
      ),
    );
  }

  /** Write the table, at first only so many rows of it. */
  function fill(most = STEP) {
    const found = rows();
    const body = el("tbody", {}, found.slice(0, most).map(row));
    const table = el(
      "table",
      {},
      el(
        "colgroup",
        {},
        ["thing", "words", "thing", "kind", "number"].map((name) =>
          el("col", { class: `${name}-column` }),
        ),
      ),
      el("caption", {}, plural(found.length, "statement")),
      el("thead", {}, el("tr", {}, COLUMNS.map(head))),
      body,
    );
    const more =
      found.length > most &&
      button(
        { class: "next" },
        () => {
          body.append(...found.slice(most).map(row));
          more.remove();
          mark();
        },
        `Show the other ${found.length - most}`,
      );
    box.replaceChildren(...[table, more].filter(Boolean));
    mark();
  }

  /** Rows of what is selected stand out: a link's own, or all of a thing's. */
  function mark() {
    const chosen = Store.state.selected;
    for (const made of box.querySelectorAll("tbody tr")) {
      const edge = edges[made.dataset.edge];
      const here =
        chosen &&
        (chosen.kind === "edge"
          ? edge.index === chosen.index
          : chosen.kind === "claim"
            ? Scene.statedBy(chosen.index).includes(edge.index)
            : edge.from === chosen.index || edge.to === chosen.index);
      made.classList.toggle("selected", Boolean(here));
      if (here) made.setAttribute("aria-current", "true");
      else made.removeAttribute("aria-current");
    }
  }

  return { fill, mark, shown: () => !box.hidden };
})();
