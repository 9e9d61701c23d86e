"use strict";
/* One claim as a reader checks it: the wording, who says so through whom, and where it stands. */
const Card = (() => {
  const { el, span, p, button, link } = Dom;

  const GRADES = {
    verified: "✓ verified: the copy at hand holds this passage",
    moved: "→ moved: the copy at hand holds this passage in another place",
    lost: "✗ lost: the copy at hand does not hold this passage, or not just once",
    "no text": "· no text: no copy of the article is at hand",
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

  /** First and last words of a passage; its whole text as one, where they meet or overlap. */
  function words({ first, last, start, end }) {
    if (!first || !last || end <= start) return [first, last].filter(Boolean);
    const [head, tail] = [[...first], [...last]];
    const both = head.length + tail.length - (end - start);
    return both < 0 ? [first, last] : [head.concat(tail.slice(both)).join("")];
  }

  /** The publisher's page, opened at the passage where the browser can (URL text fragments). */
  function address(claim) {
    const part = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
    const found = words(claim).map(part);
    return claim.about.url && found.length
      ? `${claim.about.url.split("#")[0]}#:~:text=${found.join(",")}`
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
        : p("anchor", claim.first && `“${words(claim).join(" … ")}”`),
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
      claim.when && p("quiet", `Time: ${claim.when}`),
      passage(claim),
      claim.notes.map((note) => p("quiet note", note)),
      p(
        "quiet id",
        claim.id,
        claim.page && [" · ", el("a", { href: claim.page }, "its page")],
        claim.trace && [" · ", el("a", { href: claim.trace }, "in its article")],
      ),
    );
  }

  return { build, chain, passage, words, address };
})();
