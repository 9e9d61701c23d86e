"use strict";
/* The page's data with what follows from them: whose claims, where, related to which. */
const Model = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { claims, sources, rows } = data;

  // Relations between claims: as stated, and as seen from the other claim.
  const RELATIONS = {
    restates: ["restates", "restated by"],
    elaborates: ["elaborates", "elaborated by"],
    supports: ["supports", "supported by"],
    contrasts: ["contrasts with", "contrasts with"],
    supersededBy: ["superseded by", "takes the place of"],
  };

  function link(claim, how, id, other) {
    const known = claim.links.some((found) => found.how === how && found.id === id);
    if (!known) claim.links.push({ how, id, other });
  }

  const byId = new Map(claims.map((claim, index) => [claim.id, index]));

  sources.forEach((source, index) => {
    source.index = index;
    source.claims = [];
    source.given = source.copy === null ? null : CopyText.measured(source.copy);
    source.copy = null;
  });
  claims.forEach((claim, index) => {
    claim.index = index;
    claim.about = sources[claim.source];
    claim.about.claims.push(claim);
    claim.speaker = claim.chain.at(-1)?.who ?? "";
    claim.links = [];
    claim.rows = [];
    claim.grade = "no text";
    claim.at = null;
  });
  for (const claim of claims)
    for (const [name, id] of claim.related) {
      const [there, back] = RELATIONS[name] ?? [name, `${name} (the other way round)`];
      const other = byId.get(id);
      link(claim, there, id, other);
      if (other !== undefined) link(claims[other], back, claim.id, claim.index);
    }
  rows.forEach((row, index) => {
    for (const claim of row.claims) claims[claim].rows.push(index);
  });

  /** Words without case and accents, for searching. */
  const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");

  function searchable(claim) {
    claim.words ??= folded(
      [
        claim.text,
        claim.id,
        claim.first,
        claim.last,
        claim.kind,
        claim.certainty,
        ...claim.chain.flatMap((step) => [step.who, step.through]),
        ...claim.states.flat(),
      ].join(" "),
    );
    return claim.words;
  }

  /** Does every one of the words stand somewhere in what the page says of the claim? */
  function says(claim, words) {
    const wanted = folded(words).split(/\s+/).filter(Boolean);
    return wanted.every((word) => searchable(claim).includes(word));
  }

  /** Each value of a property with its count, the most frequent first. */
  function counted(property) {
    const found = new Map();
    for (const claim of claims)
      if (claim[property]) found.set(claim[property], (found.get(claim[property]) ?? 0) + 1);
    return [...found].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  }

  return { claims, sources, rows, says, counted, claimOf: (id) => byId.get(id) };
})();
