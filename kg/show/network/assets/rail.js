"use strict";
/* Search, and the list of things that it finds. */
const Rail = (() => {
  const { el, span, button, shape, plural, some } = Dom;
  const { types, search, ranked } = Model;
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
        { class: "thing", "data-node": String(node.index), "aria-current": here && "true", tabindex: "-1" },
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
        el("span", { class: "count", title: plural(degree, "neighbour") }, degree.toLocaleString("en")),
      ),
    );
  }

  function fill() {
    const typed = input.value.trim() !== "";
    const shown = ({ index }) => Store.state.nodes[index] || (typed && Store.held(index));
    const found = typed
      ? search(input.value).filter(({ node }) => shown(node))
      : ranked().filter(shown);
    title.textContent = typed
      ? found.length
        ? plural(found.length, "thing found", "things found")
        : "Nothing is called so"
      : plural(found.length, "thing");
    some(found, (one) => entry(typed ? one : { node: one, name: "" }), 100, list);
    stop(list.querySelector("[aria-current]") ?? list.querySelector(".thing"));
    return found;
  }

  /** The one thing at which Tab stops: arrow keys walk from it, and Tab leaves the list. */
  function stop(thing) {
    for (const other of list.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    if (thing) thing.tabIndex = 0;
  }

  function mark() {
    const chosen = Store.state.selected;
    for (const made of list.querySelectorAll(".thing")) {
      const here = chosen?.kind === "node" && made.dataset.node === String(chosen.index);
      if (here) {
        made.setAttribute("aria-current", "true");
        stop(made);
      } else made.removeAttribute("aria-current");
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
    list.addEventListener("focusin", ({ target }) => target.matches(".thing") && stop(target));
    list.addEventListener("keydown", (event) => event.key !== "Enter" && keys(event));
  }

  return { start, fill, mark, focus: () => input.focus() };
})();
