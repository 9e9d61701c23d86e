"use strict";
/* Filters with counts, which are the legend too, and the slider of days. */
const Filters = (() => {
  const { el, span, button, shape, plural, some } = Dom;
  const { types } = Model;
  const byId = (id) => document.getElementById(id);
  const OPEN = ["type", "family"]; // these are always open: they are the legend
  const AT_ONCE = 40; // so many values of a facet are listed at a time
  const made = []; // a function for each part that brings it up to date

  function option(facet, { value, label }) {
    const tick = el("input", {
      type: "checkbox",
      checked: true,
      on: { change: () => Store.show(facet.id, value, tick.checked) },
    });
    const count = span("count");
    const drawing = facet.id === "type" && shape(types.find((type) => type.label === value));
    const only = button(
      { class: "only", "aria-label": `Only ${label}` },
      () => Store.only(facet.id, value),
      "only",
    );
    const box = el(
      "div",
      { class: "option" },
      el("label", { class: "filter" }, tick, drawing, el("span", {}, label), count),
      only,
    );
    function refresh() {
      const left = Store.state.counts[facet.id].get(value);
      tick.checked = !Store.chosen.hidden.get(facet.id)?.has(value);
      count.textContent = left.toLocaleString("en");
      box.classList.toggle("none", left === 0);
      box.hidden = left === 0 && !Store.filtered() && Store.chosen.focus < 0;
    }
    refresh();
    made.push(refresh);
    return box;
  }

  /** All values of a facet; one that hides some says how many, and can be set back. */
  function values(facet) {
    const back = button({ class: "only back", hidden: true }, () => Store.every(facet.id), "all");
    const refresh = () => {
      back.hidden = !Store.chosen.hidden.get(facet.id)?.size;
    };
    refresh();
    made.push(refresh);
    return [back, some(facet.options, (one) => option(facet, one), AT_ONCE)];
  }

  function folded(facet) {
    const told = span("count");
    made.push(() => {
      const off = Store.chosen.hidden.get(facet.id)?.size ?? 0;
      const all = facet.options.length;
      told.textContent = off ? `${all - off} of ${all}` : String(all);
    });
    const box = el("fieldset", {}, el("legend", { class: "hush" }, facet.title));
    const fold = el(
      "details",
      { class: "facet", "data-facet": facet.id },
      el("summary", {}, facet.title, told),
      box,
    );
    const open = () => box.append(...values(facet));
    fold.addEventListener("toggle", open, { once: true });
    return fold;
  }

  /** Two sliders over the days that claims speak of, and a bar for the claims of each day. */
  function slider() {
    const { days } = Facets;
    if (days.length < 2) return null;
    const last = days.length - 1;
    const told = el("output", {});
    const bars = el("div", { class: "bars", "aria-hidden": "true" }, days.map(() => el("span")));
    const ends = ["From", "To"].map((name, end) => {
      const input = el("input", {
        type: "range", min: "0", max: String(last), value: String(end * last), "aria-label": name,
        on: { input: () => move(end) },
      });
      return input;
    });
    function move(end) {
      const at = ends.map((input) => Number(input.value));
      if (at[0] > at[1]) at[1 - end] = at[end];
      const all = at[0] === 0 && at[1] === last;
      Store.during(all ? null : at.map((place) => days[place]));
    }
    made.push(() => {
      const span = Store.chosen.span ?? [days[0], days[last]];
      const at = [days.findIndex((day) => day >= span[0]), days.findLastIndex((day) => day <= span[1])];
      ends.forEach((input, end) => {
        input.value = String(at[end] < 0 ? (1 - end) * last : at[end]);
        input.setAttribute("aria-valuetext", span[end]);
      });
      told.textContent = span[0] === span[1] ? span[0] : `${span[0]} to ${span[1]}`;
      const counts = Store.state.counts.time;
      const most = Math.max(1, ...counts);
      [...bars.children].forEach((bar, day) => {
        bar.style.height = `${counts[day] ? 8 + (92 * counts[day]) / most : 0}%`;
        bar.classList.toggle("out", days[day] < span[0] || days[day] > span[1]);
      });
    });
    return el(
      "fieldset",
      { class: "days" },
      el("legend", {}, "Days that claims speak of"),
      bars,
      ends,
      told,
      el(
        "p",
        { class: "quiet" },
        "Each step is a day that is named. A claim that names none has the day of the meeting or " +
          "event it is about, else of its article.",
      ),
    );
  }

  function key() {
    const lines = [
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
    );
    const signs = [
      ["×2", "two independent origins say so"],
      ["≠", "claims differ in a figure, a date or a stage"],
      ["+3", "three more neighbours to open"],
    ].map(([sign, words]) => el("span", { class: "line-key" }, span("sign", sign), words));
    return [...lines, ...signs, span("quiet", "The thicker a line, the more claims state it.")];
  }

  function start() {
    const reset = button({ class: "next", id: "unfilter" }, Store.unfilter, "Show all again");
    made.push(() => {
      reset.hidden = !Store.filtered();
    });
    byId("types").append(...values(Facets.by("type")));
    byId("families").append(...values(Facets.by("family")));
    const rest = Facets.all.filter(({ id, options }) => !OPEN.includes(id) && options.length > 1);
    byId("facets").append(...[reset, slider(), ...rest.map(folded)].filter(Boolean));
    byId("key").append(...key());
    if (matchMedia("(max-width: 60rem)").matches) byId("filters").open = false;
    fill();
  }

  /** Bring counts and ticks up to date. */
  function fill() {
    for (const refresh of made) refresh();
  }

  /** What is filtered, in a few words: "12 of 40 things, 30 of 90 statements". */
  function told() {
    const { nodes, said } = Store.state;
    const things = nodes.filter(Boolean).length;
    const statements = said.reduce((sum, one) => sum + one.length, 0);
    return `${plural(things, "thing")}, ${plural(statements, "statement")} shown`;
  }

  return { start, fill, told };
})();
