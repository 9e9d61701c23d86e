"use strict";
/* The right side: every claim as a card, article by article; the chosen one is open. */
const Cards = (() => {
  const { el, span, p, button } = Dom;
  const { claims, sources, rows } = Model;
  const box = document.getElementById("cards");
  const SIGNS = { verified: "✓", moved: "→", lost: "✗", "no text": "·" };
  let lists = [];
  let placeOf = new Map();
  let before = null;
  let onPaper = false;

  const grade = (claim) =>
    span(`verdict ${claim.grade.replace(" ", "-")}`, `${SIGNS[claim.grade]} ${claim.grade}`);

  function other({ how, id, other: index }) {
    const target =
      index === undefined
        ? el("code", {}, id)
        : button({ class: "jump" }, () => Store.select(index, "link"), claims[index].text || id);
    return el("li", {}, span("quiet", `${how} `), target);
  }

  /** What the claim states, a thing and all that is said of it. */
  function stated(claim) {
    const things = new Map();
    for (const [subject, ...rest] of claim.states)
      things.set(subject, [...(things.get(subject) ?? []), rest]);
    return el(
      "dl",
      { class: "states" },
      [...things].map(([subject, found]) => [
        el("dt", {}, subject),
        found.map(([property, value]) => el("dd", {}, span("quiet", `${property}: `), value)),
      ]),
    );
  }

  function corrected({ printed, proposed, reason, basis }) {
    return p(
      "wrong",
      "Printed ",
      el("del", {}, printed),
      ", read ",
      el("ins", {}, proposed),
      reason && `: ${reason}`,
      basis && span("quiet", ` (${basis})`),
    );
  }

  const part = (title, ...children) => el("section", {}, el("h4", {}, title), children);

  function details(claim) {
    return el(
      "div",
      { class: "details" },
      Card.chain(claim, () => {}),
      Card.passage(claim),
      claim.corrections.length > 0 && part("Misprints", claim.corrections.map(corrected)),
      claim.states.length > 0 && part("States", stated(claim)),
      claim.links.length > 0 && part("Beside other claims", el("ul", {}, claim.links.map(other))),
      claim.rows.length > 0 &&
        part(
          "Behind these rows",
          el(
            "ul",
            {},
            claim.rows.map((row) => el("li", {}, rows[row].label)),
          ),
        ),
      claim.notes.map((note) => p("quiet note", note)),
      p(
        "quiet id",
        el(
          "a",
          { href: `#claim=${encodeURIComponent(claim.id)}`, title: "A link to this claim" },
          claim.id,
        ),
        claim.page && [" · ", el("a", { href: claim.page }, "its page")],
      ),
    );
  }

  function card(claim) {
    const here = claim.index === Store.state.selected;
    const wide = here || onPaper;
    const gone = claim.status && claim.status !== "active";
    return el(
      "article",
      {
        class: `claim${here ? " chosen" : ""}${gone ? " gone" : ""}`,
        "aria-label": `Claim ${claim.id}`,
        "aria-current": here && "true",
        "data-claim": String(claim.index),
      },
      el(
        "h3",
        {},
        button(
          { class: "pick wording", "aria-pressed": String(here) },
          () => Store.select(claim.index, "card"),
          claim.text || claim.id,
        ),
      ),
      gone && p("status", span("tag warn", claim.status), claim.reason && ` ${claim.reason}`),
      p(
        "meta",
        claim.speaker && span("speaker", claim.speaker),
        span("tag", claim.kind),
        span("tag", claim.certainty),
        span("quiet", `¶ ${claim.paragraph}`),
        grade(claim),
      ),
      wide && details(claim),
    );
  }

  function fill() {
    placeOf = new Map();
    lists = [];
    const groups = sources.map((source) => ({ source, items: [] }));
    for (const index of Store.state.shown) groups[claims[index].source].items.push(claims[index]);
    const sections = groups
      .filter(({ items }) => items.length)
      .map(({ source, items }) => {
        const inner = el("div");
        const list = Lazy.open(inner, items, card, 96);
        items.forEach((claim, at) => placeOf.set(claim.index, { list, at }));
        lists.push(list);
        return el(
          "section",
          { "aria-label": source.label },
          sources.length > 1 &&
            el(
              "h2",
              { class: "group" },
              source.label,
              " ",
              span("count", Dom.plural(items.length, "claim")),
            ),
          inner,
        );
      });
    box.replaceChildren(...(sections.length ? sections : [nothing()]));
    box.scrollTop = 0;
    before = Store.state.selected;
    const place = placeOf.get(before);
    place?.list.element(place.at);
  }

  function nothing() {
    if (!claims.length) return p("nothing", "No claim in this graph is about it.");
    return el(
      "div",
      { class: "nothing" },
      p("", "No claim is left by these filters."),
      button({ class: "next" }, Store.clear, "Show all claims"),
    );
  }

  function choose(by) {
    const { selected } = Store.state;
    const focused = box.contains(document.activeElement);
    for (const index of new Set([before, selected])) {
      const place = placeOf.get(index);
      place?.list.replace(place.at);
    }
    before = selected;
    const place = placeOf.get(selected);
    const made = place?.list.element(place.at);
    if (focused) made?.querySelector(".pick").focus({ preventScroll: true });
    // The whole page moves only for a choice made elsewhere: not under a filter or a new copy.
    Lazy.reveal(box, made, by !== undefined && by !== "card");
  }

  /** Everything at full length, as paper needs it; and back. */
  function whole(wanted) {
    onPaper = wanted;
    fill();
    if (wanted) for (const list of lists) list.all();
  }

  return { fill, choose, whole };
})();
