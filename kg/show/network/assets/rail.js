"use strict";
/* Search, and the list of things that it finds. */
const Rail = (() => {
  const { el, span, button, shape, plural, some } = Dom;
  const { types, search } = Model;
  const input = document.getElementById("search");
  const list = document.getElementById("list");
  const title = document.getElementById("list-title");

  function entry({ node, name }) {
    const chosen = Store.state.selected;
    const here = chosen?.kind === "node" && chosen.index === node.index;
    const degree = Store.shownNeighbours(node);
    const held = Store.held(node.index);
    const more = Store.more(node).here.length;
    return el(
      "li",
      {},
      button(
        { class: "thing", "data-node": String(node.index), "aria-current": here && "true" },
        () => Store.reach(node.index),
        shape(types[node.type]),
        el(
          "span",
          {},
          node.label,
          name && span("quiet", ` also ${name}`),
          held && span("quiet", " not in the picture yet"),
        ),
        more > 0 && !held && span("quiet more", `+${more}`),
        el("span", { class: "count", title: plural(degree, "neighbour") }, String(degree)),
      ),
    );
  }

  function fill() {
    const typed = input.value.trim() !== "";
    const found = search(input.value).filter(
      ({ node }) => Store.state.nodes[node.index] || (typed && Store.held(node.index)),
    );
    title.textContent = typed
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
    input.addEventListener("input", () =>
      say(plural(fill().length, "thing found", "things found")),
    );
    input.addEventListener("keydown", keys);
    list.addEventListener("keydown", (event) => event.key !== "Enter" && keys(event));
    fill();
  }

  return { start, fill, mark, focus: () => input.focus() };
})();
