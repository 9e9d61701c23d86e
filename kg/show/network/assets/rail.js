"use strict";
/* The left side: search and the list of things, filters that are the legend, how to read lines. */
const Rail = (() => {
  const { el, span, button, shape, plural, some } = Dom;
  const { types, families, nodes, edges, search } = Model;
  const input = document.getElementById("search");
  const list = document.getElementById("list");
  const title = document.getElementById("list-title");
  const byId = (id) => document.getElementById(id);

  function box(drawing, label, count, change) {
    const tick = el("input", {
      type: "checkbox",
      checked: true,
      on: { change: () => change(tick.checked) },
    });
    return el(
      "label",
      { class: "filter" },
      tick,
      drawing,
      el("span", {}, label),
      span("count", String(count)),
    );
  }

  function filters() {
    const things = types.map(() => 0);
    for (const node of nodes) things[node.type] += 1;
    byId("types").append(
      ...types.map((type, index) =>
        box(shape(type), type.plural, things[index], (shown) => Store.showType(index, shown)),
      ),
    );
    const links = new Map();
    for (const edge of edges)
      for (const said of edge.said) links.set(said.family, (links.get(said.family) ?? 0) + 1);
    byId("families").append(
      ...families.map(({ id, label }) =>
        box(null, label, links.get(id), (shown) => Store.showFamily(id, shown)),
      ),
    );
    byId("key").append(
      ...[
        ["plain", "stated as so"],
        ["open", "planned, refused, supposed …"],
        ["for", "for"],
        ["against", "against"],
      ].map(([kind, words]) =>
        el(
          "span",
          { class: "line-key" },
          el("span", { class: `stroke ${kind}`, "aria-hidden": "true" }),
          words,
        ),
      ),
    );
    byId("key").append(span("quiet", "The thicker a line, the more claims state it."));
    if (matchMedia("(max-width: 60rem)").matches) byId("filters").open = false;
  }

  function entry({ node, name }) {
    const chosen = Store.state.selected;
    const here = chosen?.kind === "node" && chosen.index === node.index;
    return el(
      "li",
      {},
      button(
        { class: "thing", "data-node": String(node.index), "aria-current": here && "true" },
        () => Store.select("node", node.index),
        shape(types[node.type]),
        el("span", {}, node.label, name && span("quiet", ` also ${name}`)),
        el(
          "span",
          { class: "count", title: plural(node.degree, "neighbour") },
          String(node.degree),
        ),
      ),
    );
  }

  function fill() {
    const found = search(input.value).filter(({ node }) => Store.state.nodes[node.index]);
    title.textContent = input.value.trim()
      ? found.length
        ? plural(found.length, "thing found", "things found")
        : "Nothing is called so"
      : plural(found.length, "thing");
    some(found, entry, 100, list);
    return found;
  }

  function mark() {
    const chosen = Store.state.selected;
    for (const made of list.querySelectorAll(".thing")) {
      const here = chosen?.kind === "node" && made.dataset.node === String(chosen.index);
      if (here) made.setAttribute("aria-current", "true");
      else made.removeAttribute("aria-current");
    }
  }

  /** Arrow keys walk the list; Enter in the search box opens what stands first. */
  function keys(event) {
    const all = [...list.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown") all[Math.min(all.length - 1, at + 1)]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? all[at - 1] : input).focus();
    else if (event.key === "Enter" && event.target === input) all[0]?.click();
    else return;
    event.preventDefault();
  }

  function start(say) {
    filters();
    input.addEventListener("input", () =>
      say(plural(fill().length, "thing found", "things found")),
    );
    input.addEventListener("keydown", keys);
    list.addEventListener("keydown", (event) => event.key !== "Enter" && keys(event));
    fill();
  }

  return { start, fill, mark, focus: () => input.focus() };
})();
