"use strict";
/* The left side: the article with its marks, or, without its text, where its passages stand. */
const Article = (() => {
  const { el, span, p, button } = Dom;
  const { claims, sources } = Model;
  const box = document.getElementById("text");
  let list = null;
  let rowOf = new Map();

  const shownHere = () =>
    Store.state.shown
      .map((index) => claims[index])
      .filter((claim) => claim.source === Store.state.article);

  /** A click on a mark chooses its claim; on a passage of several, the next one of them. */
  function press(numbers) {
    const at = numbers.indexOf(Store.state.selected);
    Store.select(numbers[(at + 1) % numbers.length], "mark");
  }

  const numbered = (found) => found.map((claim) => claim.index);
  const names = (numbers) => ({ "data-claims": numbers.join(" ") });

  function mark(copy, piece) {
    const text = CopyText.visible(copy.slice(piece.start, piece.end));
    if (!piece.claims.length) return text;
    const numbers = numbered(piece.claims);
    const moved = piece.claims.every((claim) => claim.grade === "moved");
    return el(
      "mark",
      {
        ...names(numbers),
        class: `deep-${Math.min(numbers.length, 3)}${moved ? " moved" : ""}`,
        title: Dom.plural(numbers.length, "claim"),
        on: { click: () => press(numbers) },
      },
      text,
    );
  }

  function paragraph(copy, stretch, found, number) {
    const made = p(
      "para",
      Marks.pieces(stretch, found).map((piece) => mark(copy, piece)),
    );
    made.prepend(span("number", String(number)));
    return made;
  }

  /** With a text: its paragraphs. Claims that are lost in it stand before them. */
  function withText(copy) {
    const here = shownHere();
    const lost = here.filter((claim) => !claim.at);
    const stretches = CopyText.paragraphs(copy);
    const touching = Marks.spread(
      stretches,
      here.filter((claim) => claim.at),
    );
    const rows = stretches.map((stretch, index) => ({ stretch, found: touching[index] }));
    rowOf = new Map();
    rows.forEach(({ found }, index) => {
      for (const claim of found) if (!rowOf.has(claim.index)) rowOf.set(claim.index, index);
    });
    const pages = el("div", { class: "paper" });
    list = Lazy.open(
      pages,
      rows,
      ({ stretch, found }, index) => paragraph(copy, stretch, found, index + 1),
      100,
    );
    box.replaceChildren(...[lost.length > 0 && gone(lost), pages].filter(Boolean));
  }

  function gone(lost) {
    return el(
      "section",
      { class: "gone" },
      el(
        "h3",
        {},
        `✗ Lost: ${Dom.plural(lost.length, "passage")} not in this copy, or not just once`,
      ),
      el(
        "div",
        {},
        lost.slice(0, 200).map((claim) => anchors(claim, [claim.index])),
      ),
    );
  }

  /** A passage by its first and last words, with a gap as wide as what stands between. */
  function anchors(claim, numbers) {
    const between = claim.end - claim.start - claim.first.length - claim.last.length;
    const gap = span("gap");
    gap.style.width = `${Math.min(Math.max(between / 9, 1.2), 22).toFixed(1)}em`;
    const words = Card.words(claim);
    return button(
      { ...names(numbers), class: "anchors" },
      () => press(numbers),
      words.length > 1 ? [words[0], " ", gap, " ", words[1]] : words[0] || `claim ${claim.id}`,
      numbers.length > 1 && [" ", span("count", Dom.plural(numbers.length, "claim"))],
    );
  }

  /** Without a text: each paragraph that carries a claim, and how many between do not. */
  function withoutText() {
    const groups = new Map();
    for (const claim of shownHere()) {
      const group = groups.get(claim.paragraph) ?? new Map();
      groups.set(claim.paragraph, group);
      const place = `${claim.start} ${claim.end}`;
      group.set(place, [...(group.get(place) ?? []), claim]);
    }
    const rows = [...groups].sort(([one], [other]) => one - other);
    rowOf = new Map();
    rows.forEach(([, group], index) => {
      for (const claim of [...group.values()].flat()) rowOf.set(claim.index, index);
    });
    const pages = el("div", { class: "paper outline" });
    const build = ([number, group], index) => {
      const before = index ? rows[index - 1][0] : 0;
      const passages = [...group.values()].map((found) => anchors(found[0], numbered(found)));
      return el(
        "div",
        { class: "row" },
        skipped(before + 1, number - 1),
        el("div", { class: "para" }, span("number", String(number)), passages),
      );
    };
    list = Lazy.open(pages, rows, build, 70);
    box.replaceChildren(pages);
  }

  function skipped(from, to) {
    if (to < from) return null;
    const which = from === to ? `paragraph ${from}` : `paragraphs ${from} to ${to}`;
    return p("skipped", `${which}: no claim shown`);
  }

  function fill() {
    const source = sources[Store.state.article];
    if (!source) return box.replaceChildren();
    if (source.copy) withText(source.copy);
    else withoutText();
    box.scrollTop = 0;
  }

  /** The marks of the chosen claim stand out; with `follow`, the first of them is scrolled to. */
  function choose(follow) {
    for (const old of box.querySelectorAll(".chosen")) {
      old.classList.remove("chosen");
      old.removeAttribute("aria-current");
    }
    const { selected } = Store.state;
    if (selected === null) return;
    list?.element(rowOf.get(selected) ?? -1);
    const found = [...box.querySelectorAll(`[data-claims~="${selected}"]`)];
    for (const made of found) {
      made.classList.add("chosen");
      made.setAttribute("aria-current", "true");
    }
    if (follow) Lazy.reveal(box, found[0], false);
  }

  return { fill, choose, all: () => list?.all() };
})();
