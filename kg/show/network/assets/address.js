"use strict";
/*
 * The end of the page's address: what is selected, opened and filtered, to be kept and sent.
 *
 *   #uk   #hungary~eu-summit-march   #claim=a/c1-2        what is selected
 *   &speaker=a,b  &no-kind=question   only these, all but these; so for each facet
 *   &from=2025-01-01&to=2025-03-20    the days
 *   &near=uk  &open=uk,uk  &dots      only what lies around it; whose neighbours were opened
 * What it does not know it passes over.
 */
const Address = (() => {
  const { nodes, edges, claims, nodeOf, edgeOf, claimOf } = Model;
  const code = encodeURIComponent;

  function plain(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  function selection({ kind, index }) {
    if (kind === "node") return code(nodes[index].id);
    if (kind === "claim") return `claim=${code(claims[index].id)}`;
    return [edges[index].from, edges[index].to].map((end) => code(nodes[end].id)).join("~");
  }

  /** A facet by what is shown or by what is hidden of it, whichever is shorter. */
  function facet({ id, options }, hidden) {
    const all = options.map(({ value }) => value);
    const [on, off] = [false, true].map((out) => all.filter((value) => hidden.has(value) === out));
    const few = on.length < off.length;
    return `${few ? "" : "no-"}${id}=${(few ? on : off).map(code).join(",")}`;
  }

  function write() {
    const { hidden, span, focus, opened, dots } = Store.chosen;
    const ids = (indexes) => indexes.map((index) => code(nodes[index].id)).join(",");
    return [
      Store.state.selected ? selection(Store.state.selected) : "",
      ...Facets.all
        .filter(({ id }) => hidden.get(id)?.size)
        .map((one) => facet(one, hidden.get(one.id))),
      span && `from=${span[0]}&to=${span[1]}`,
      focus >= 0 && `near=${ids([focus])}`,
      opened.length && `open=${ids(opened)}`,
      dots && "dots",
    ]
      .filter((part, place) => part || place === 0)
      .join("&");
  }

  function hiddenBy(told) {
    const hidden = new Map();
    for (const { id, options } of Facets.all) {
      const all = options.map(({ value }) => value);
      const named = (key) => {
        const wanted = new Set((told.get(key) ?? "").split(",").map(plain));
        return told.has(key) ? all.filter((value) => wanted.has(value)) : [];
      };
      const [only, not] = [named(id), named(`no-${id}`)];
      const off = only.length ? all.filter((value) => !only.includes(value)) : not;
      if (off.length) hidden.set(id, new Set(off));
    }
    return hidden;
  }

  function selected(first, told) {
    if (told.has("claim")) {
      const index = claimOf(plain(told.get("claim")));
      return index === undefined ? null : { kind: "claim", index };
    }
    const node = nodeOf(plain(first));
    if (node !== undefined) return { kind: "node", index: node };
    const [from, to] = first.split("~").map(plain);
    const edge = edgeOf(from, to);
    return edge === undefined ? null : { kind: "edge", index: edge };
  }

  const DAY = /^\d{4}-\d\d-\d\d$/;

  /** What an address asks for; whatever is nonsense asks for nothing. */
  function read(hash) {
    const parts = hash.replace(/^#/, "").split("&");
    const first = parts[0].includes("=") ? "" : parts[0];
    const told = new Map(
      parts.slice(first ? 1 : 0).map((part) => {
        const [key, ...rest] = part.split("=");
        return [key, rest.join("=")];
      }),
    );
    const [from, to] = [told.get("from") ?? "", told.get("to") ?? ""];
    const inOrder = DAY.test(from) && DAY.test(to) && from <= to;
    const things = (key) =>
      (told.get(key) ?? "")
        .split(",")
        .map((id) => nodeOf(plain(id)))
        .filter((index) => index !== undefined);
    return {
      hidden: hiddenBy(told),
      span: inOrder && Facets.days.length ? [from, to] : null,
      focus: things("near")[0] ?? -1,
      opened: things("open").slice(0, 200),
      dots: told.has("dots"),
      selected: selected(first, told),
    };
  }

  /** Let the address follow what is chosen, without a step in the browser's history. */
  function keep() {
    const hash = write();
    if (hash === location.hash.slice(1)) return;
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  return { read: () => read(location.hash), keep };
})();
