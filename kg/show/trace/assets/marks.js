"use strict";
/* Cutting a stretch of text at every edge of the passages on it, so that passages may overlap. */
const Marks = (() => {
  /**
   * The pieces of a stretch, each with the claims whose passages cover it, the shortest first.
   * `claims` are those that touch the stretch; all offsets in code points.
   */
  function pieces(stretch, claims) {
    const edges = new Set([stretch.start, stretch.end]);
    for (const { at } of claims)
      for (const edge of [at.start, at.end])
        if (edge > stretch.start && edge < stretch.end) edges.add(edge);
    const cuts = [...edges].sort((one, other) => one - other);
    const short = [...claims].sort(
      (one, other) => one.at.end - one.at.start - (other.at.end - other.at.start),
    );
    return cuts.slice(0, -1).map((start, index) => ({
      start,
      end: cuts[index + 1],
      claims: short.filter(({ at }) => at.start <= start && at.end >= cuts[index + 1]),
    }));
  }

  /** For each stretch, the claims whose passages touch it. */
  function spread(stretches, claims) {
    const found = stretches.map(() => []);
    for (const claim of claims) {
      let [low, high] = [0, stretches.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (stretches[middle].end <= claim.at.start) low = middle + 1;
        else high = middle;
      }
      for (let at = low; stretches[at]?.start < claim.at.end; at += 1) found[at].push(claim);
    }
    return found;
  }

  return { pieces, spread };
})();
