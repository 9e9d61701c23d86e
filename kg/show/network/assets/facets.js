"use strict";
/* What can be filtered by, and what each choice would leave: all that is not drawn or clicked. */
const Facets = (() => {
  const { nodes, edges, claims, types, families, sources } = Model;
  const TIME = "time";
  const tagged = (name) => (said) => {
    const found = said.facets.filter(([facet]) => facet === name).map(([, value]) => value);
    return found.length ? found : [""];
  };
  const speaker = (claim) => claim.chain.at(-1)?.who ?? "";

  /* `of` is what a facet is a property of; `values` are those of one such item, by their ids. */
  const ALL = [
    { id: "type", of: "thing", title: "Things", values: (node) => [types[node.type].label] },
    { id: "family", of: "line", title: "Links", values: (said) => [said.family] },
    { id: "stance", of: "line", title: "Stances", none: "no stance", values: tagged("stance") },
    { id: "stage", of: "line", title: "Pledge stages", none: "no stage", values: tagged("stage") },
    { id: "speaker", of: "claim", title: "Who said it first", values: (claim) => [speaker(claim)] },
    { id: "source", of: "claim", title: "Articles", values: (claim) => [sources[claim.source].id] },
    { id: "kind", of: "claim", title: "Kinds of claim", values: (claim) => [claim.kind] },
    { id: "certainty", of: "claim", title: "Certainty", values: (claim) => [claim.certainty] },
  ];
  const lines = edges.flatMap((edge) => edge.said);
  const items = { thing: nodes, line: lines, claim: claims };
  const known = {
    type: types.map(({ label, plural }) => [label, plural]),
    family: families.map(({ id, label }) => [id, label]),
    source: sources.map(({ id, label }) => [id, label]),
  };

  ALL.forEach((facet, place) => {
    facet.bit = 1 << place;
    facet.of_item = new Map(items[facet.of].map((item) => [item, facet.values(item)]));
    const found = new Map();
    for (const values of facet.of_item.values())
      for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
    const most = [...found.keys()].sort((one, other) => found.get(other) - found.get(one));
    const labels = new Map(known[facet.id] ?? most.map((value) => [value, value]));
    facet.options = [...labels]
      .filter(([value]) => found.has(value))
      .sort(([one], [other]) => (one === "") - (other === ""))
      .map(([value, label]) => ({ value, label: label || facet.none || "not told" }));
  });
  const of = (what) => ALL.filter((facet) => facet.of === what);
  const THING = of("thing")[0];
  const LINE = of("line");
  const CLAIM = of("claim");
  const PAST = 1 << ALL.length;

  /** The days that claims speak of, each once: the stops of the slider. */
  const days = [...new Set(claims.flatMap(({ time }) => (time ? time.slice(0, 2) : [])))].sort();
  const dayOf = new Map(days.map((day, place) => [day, place]));

  /** Which facets an item fails, as bits: those of which it has no value that is still ticked. */
  function failed(item, facets, hidden) {
    let bits = 0;
    for (const facet of facets) {
      const off = hidden.get(facet.id);
      if (off?.size && facet.of_item.get(item).every((value) => off.has(value))) bits |= facet.bit;
    }
    return bits;
  }

  const outside = ({ time }, span) => span && (!time || time[1] < span[0] || time[0] > span[1]);

  /**
   * What the filters leave: `nodes` and `claims` as yes or no, `said` for each link, and `counts`
   * by facet and value: what would be shown of it if its own facet hid nothing.
   * `present` are the things that are there to be shown at all; `span` is the first and last day.
   */
  function sift(present, hidden, span) {
    const counts = Object.fromEntries(ALL.map(({ id, options }) => [id, tally(options)]));
    const claimFails = claims.map(
      (claim) => failed(claim, CLAIM, hidden) | (outside(claim, span) ? PAST : 0),
    );
    const typeFails = nodes.map((node) => failed(node, [THING], hidden));
    const narrow = (facets) => facets.some((facet) => hidden.get(facet.id)?.size);
    const ofClaims = narrow(CLAIM) || Boolean(span);
    const ofLines = narrow(LINE);
    const reached = nodes.map(() => false);
    const behind = claims.map(() => false);
    const passes = (number) => claimFails[number] === 0;

    function count(facet, item) {
      for (const value of facet.of_item.get(item)) counts[facet.id].set(value, counts[facet.id].get(value) + 1);
    }

    const said = edges.map((edge) => {
      if (!present[edge.from] || !present[edge.to]) return [];
      const ends = typeFails[edge.from] | typeFails[edge.to];
      return edge.said.flatMap((one) => {
        if (one.via >= 0 && present[one.via] && !typeFails[one.via]) return [];
        const fails = failed(one, LINE, hidden) | ends;
        if (!fails) for (const number of one.claims) behind[number] = true;
        const left = ofClaims ? one.claims.filter(passes) : one.claims;
        if (ofClaims && !left.length) return [];
        if (!(fails & ~THING.bit)) reached[edge.from] = reached[edge.to] = true;
        for (const facet of LINE) if (!(fails & ~facet.bit)) count(facet, one);
        if (fails) return [];
        return ofClaims ? { ...one, claims: left, count: left.length } : one;
      });
    });

    const spoken = ({ claims: about, says, facts }) =>
      [about, says, ...facts.map((fact) => fact.claims)].flat();
    const shown = nodes.map((node, index) => {
      if (!present[index]) return false;
      if (!ofLines) for (const number of spoken(node)) behind[number] = true;
      const left =
        reached[index] || (!ofLines && (!ofClaims || spoken(node).some(passes)));
      if (left) count(THING, node);
      return left && !typeFails[index];
    });

    const perDay = days.map(() => 0);
    claims.forEach((claim, number) => {
      if (!behind[number]) return;
      for (const facet of CLAIM) if (!(claimFails[number] & ~facet.bit)) count(facet, claim);
      if (!claim.time || claimFails[number] & ~PAST) return;
      const last = dayOf.get(claim.time[1]);
      for (let day = dayOf.get(claim.time[0]); day <= last; day += 1) perDay[day] += 1;
    });
    return {
      nodes: shown,
      said,
      claims: claims.map((_, number) => passes(number)),
      counts: { ...counts, [TIME]: perDay },
    };
  }

  const tally = (options) => new Map(options.map(({ value }) => [value, 0]));

  return { all: ALL, days, sift, by: (id) => ALL.find((facet) => facet.id === id) };
})();
