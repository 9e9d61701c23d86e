"use strict";
/* What a copy of an article says of each passage, as kg/passages.py judges: never by likeness. */
const Judge = (() => {
  const SLICE = 12; // milliseconds at a stretch, so that the page stays awake

  /** Every place of the passage's very characters; two are enough to know that it is not one. */
  function places(copy, claim) {
    const length = claim.end - claim.start;
    const [first, last] = claim.anchor;
    const found = [];
    let at = first ? copy.text.indexOf(first) : -1;
    while (at >= 0 && found.length < 2) {
      const start = copy.point(at);
      if (start + length <= copy.length) {
        const text = copy.slice(start, start + length);
        // A passage ends with its last words; most candidates are sorted out by that.
        if (text.endsWith(last) && CopyText.digest(text) === claim.digest)
          found.push({ start, end: start + length });
      }
      at = copy.text.indexOf(first, at + 1);
    }
    return found;
  }

  /** The grade of a passage, and where in the copy it stands (nowhere when lost). */
  function verdict(copy, claim) {
    const { start, end } = claim;
    if (end <= copy.length && CopyText.digest(copy.slice(start, end)) === claim.digest)
      return { grade: "verified", at: { start, end } };
    const found = places(copy, claim);
    return found.length === 1 ? { grade: "moved", at: found[0] } : { grade: "lost", at: null };
  }

  /** The verdicts on many claims, some at a time; `tell` hears how many are done. */
  async function verdicts(copy, claims, tell = () => {}) {
    const found = [];
    let since = performance.now();
    for (const claim of claims) {
      found.push(verdict(copy, claim));
      if (performance.now() - since > SLICE) {
        tell(found.length);
        await new Promise((next) => setTimeout(next));
        since = performance.now();
      }
    }
    return found;
  }

  return { verdict, verdicts };
})();
