"use strict";
/* One claim as a reader checks it: the wording, who says so through whom, and where it stands. */
const Card = (() => {
  const { el, span, p, button, link } = Dom;

  const GRADES = {
    verified: "✓ the copy attached holds this passage",
    moved: "→ the copy attached holds this passage in another place",
    lost: "✗ the copy attached does not hold this passage",
    "no text": "· no copy of the article attached",
  };

  /** The chain, from who said it first to who published it. */
  function chain(claim, open) {
    const steps = [...claim.chain].reverse().map((step) => {
      const who =
        step.node >= 0
          ? button({ class: "who" }, () => open(step.node), step.who)
          : span("who", step.who);
      const how = [
        step.cue,
        step.through && `in ${step.through}`,
        step.basis && step.basis !== "printed" && `(${step.basis})`,
      ]
        .filter(Boolean)
        .join(" ");
      return el("li", {}, who, how && span("quiet", ` ${how}`));
    });
    return el(
      "ol",
      { class: "chain", "aria-label": "Who says so, through whom, to the publisher" },
      steps,
    );
  }

  /** A strip as long as the article, with the passage on it. */
  function strip(claim) {
    const { length } = claim.about;
    if (!length || claim.end > length) return null;
    const mark = el("span");
    mark.style.left = `${(100 * claim.start) / length}%`;
    mark.style.width = `max(3px, ${(100 * (claim.end - claim.start)) / length}%)`;
    const percent = Math.round((100 * claim.start) / length);
    return el(
      "div",
      {
        class: "strip",
        role: "img",
        "aria-label": `${percent} % into the article`,
        title: `characters ${claim.start} to ${claim.end} of ${length}`,
      },
      mark,
    );
  }

  /** The publisher's page, opened at the passage where the browser can. */
  function address(claim) {
    const part = (words) => encodeURIComponent(words).replaceAll("-", "%2D");
    return claim.about.url && claim.first
      ? `${claim.about.url.split("#")[0]}#:~:text=${part(claim.first)},${part(claim.last)}`
      : claim.about.url;
  }

  function passage(claim) {
    const { about } = claim;
    const where = `${about.label}, paragraph ${claim.paragraph}`;
    return el(
      "figure",
      { class: "passage" },
      claim.passage
        ? el("blockquote", {}, claim.passage)
        : p("anchor", claim.first && `“${claim.first} … ${claim.last}”`),
      el(
        "figcaption",
        { class: "quiet" },
        about.url ? link(address(claim), where) : where,
        claim.grade && span("grade", GRADES[claim.grade] ?? claim.grade),
      ),
      strip(claim),
    );
  }

  /** The whole card; `open` shows another thing of the page by its number. */
  function build(claim, open) {
    return el(
      "article",
      { class: "claim", "aria-label": `Claim ${claim.id}` },
      claim.worded === false
        ? p("quiet", "The wording did not fit into this page: ", el("code", {}, `kg trace ${claim.id}`))
        : p("wording", claim.text),
      chain(claim, open),
      p(
        "tags",
        span("tag", claim.kind),
        span("tag", claim.certainty),
        claim.status !== "active" && span("tag warn", claim.status),
      ),
      passage(claim),
      claim.notes.map((note) => p("quiet note", note)),
      p("quiet id", claim.id),
    );
  }

  return { build };
})();
