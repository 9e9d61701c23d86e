"use strict";
/* What can be filtered by, and what each choice would leave: all that is not drawn or clicked. */
const Facets = (() => {
  const { nodes, edges, claims, types, families, sources } = Model;
  const TIME = "time";
  const NONE = Object.freeze([]);
  const tagged = (name) => (said) => {
    const found = said.facets.filter(([facet]) => facet === name).map(([, value]) => value);
    return found.length > 1 ? found : (found[0] ?? "");
  };
  const speaker = (claim) => claim.chain.at(-1)?.who ?? "";

  /* `of` is what a facet is a property of; `value` is that of one such item, or a list of several. */
  const ALL = [
    { id: "type", of: "thing", title: "Things", value: (node) => types[node.type].label },
    { id: "family", of: "line", title: "Links", value: (said) => said.family },
    { id: "stance", of: "line", title: "Stances", none: "no stance", value: tagged("stance") },
    { id: "stage", of: "line", title: "Pledge stages", none: "no stage", value: tagged("stage") },
    { id: "speaker", of: "claim", title: "Who said it first", value: speaker },
    { id: "source", of: "claim", title: "Articles", value: (claim) => sources[claim.source].id },
    { id: "kind", of: "claim", title: "Kinds of claim", value: (claim) => claim.kind },
    { id: "certainty", of: "claim", title: "Certainty", value: (claim) => claim.certainty },
  ];
  const lines = edges.flatMap((edge) => edge.said);
  const firstLine = []; // of each link, the number of its first statement among all
  for (const edge of edges) firstLine.push((firstLine.at(-1) ?? 0) + (edges[edge.index - 1]?.said.length ?? 0));
  const items = { thing: nodes, line: lines, claim: claims };
  const known = {
    type: types.map(({ label, plural }) => [label, plural]),
    family: families.map(({ id, label }) => [id, label]),
    source: sources.map(({ id, label }) => [id, label]),
  };

  /* Items of the same values are one group: what is asked of values is asked once for each group. */
  ALL.forEach((facet, place) => {
    facet.bit = 1 << place;
    facet.groups = [];
    facet.group_of = new Uint32Array(items[facet.of].length);
    const [single, several] = [new Map(), new Map()];
    const sizes = [];
    items[facet.of].forEach((item, at) => {
      const value = facet.value(item);
      const [numbers, key] = Array.isArray(value) ? [several, JSON.stringify(value)] : [single, value];
      let number = numbers.get(key);
      if (number === undefined) {
        numbers.set(key, (number = facet.groups.length));
        facet.groups.push([value].flat());
        sizes.push(0);
      }
      facet.group_of[at] = number;
      sizes[number] += 1;
    });
    const found = byValue(facet, sizes);
    const most = [...found.keys()].sort((one, other) => found.get(other) - found.get(one));
    const labels = new Map(known[facet.id] ?? most.map((value) => [value, value]));
    facet.options = [...labels]
      .filter(([value]) => found.has(value))
      .sort(([one], [other]) => (one === "") - (other === ""))
      .map(([value, label]) => ({ value, label: label || facet.none || "not told" }));
  });
  const PAST = 1 << ALL.length;

  /** Counts by group as counts by value. */
  function byValue({ groups }, counts) {
    const found = new Map();
    groups.forEach((values, number) => {
      for (const value of values) found.set(value, (found.get(value) ?? 0) + counts[number]);
    });
    return found;
  }

  /** The days that claims speak of, each once: the stops of the slider. */
  const days = [...new Set(claims.flatMap(({ time }) => (time ? time.slice(0, 2) : [])))].sort();
  const dayOf = new Map(days.map((day, place) => [day, place]));

  /** What is hidden of a facet: the bit of each group all of whose values are; and counts to be. */
  function gauge(facet, hidden) {
    const off = hidden.get(facet.id);
    const fails = facet.groups.map((values) =>
      off?.size && values.every((value) => off.has(value)) ? facet.bit : 0,
    );
    return { ...facet, fails, counts: new Uint32Array(fails.length) };
  }

  /** Which facets an item fails, as bits. */
  function failed(at, gauges) {
    let bits = 0;
    for (const { fails, group_of } of gauges) bits |= fails[group_of[at]];
    return bits;
  }

  /** Count an item for each facet, if no other facet hides it. */
  function count(at, fails, gauges) {
    for (const { bit, counts, group_of } of gauges) if (!(fails & ~bit)) counts[group_of[at]] += 1;
  }

  const outside = ({ time }, span) => span && (!time || time[1] < span[0] || time[0] > span[1]);

  /** Whether a claim about a thing, or by it, passes a test. */
  function spoken({ claims: about, says, facts, linked, edges: links }, test) {
    const behind = (one) => one.claims.some(test);
    const known = about.some(test) || says.some(test) || facts.some(behind);
    return known || (linked && links.some((index) => edges[index].said.some(behind)));
  }

  /**
   * What the filters leave: `nodes` and `claims` as yes or no, `said` for each link, and `counts`
   * by facet and value: what would be shown of it if its own facet hid nothing.
   * `present` are the things that are there to be shown at all; `span` is the first and last day.
   */
  function sift(present, hidden, span) {
    const gauges = ALL.map((facet) => gauge(facet, hidden));
    const of = (what) => gauges.filter((facet) => facet.of === what);
    const [THING, LINE, CLAIM] = ["thing", "line", "claim"].map(of);
    const claimFails = claims.map(
      (claim, number) => failed(number, CLAIM) | (outside(claim, span) ? PAST : 0),
    );
    const typeFails = nodes.map((_, index) => failed(index, THING));
    const narrow = (facets) => facets.some(({ id }) => hidden.get(id)?.size);
    const ofClaims = narrow(CLAIM) || Boolean(span);
    const ofLines = narrow(LINE);
    const reached = new Uint8Array(nodes.length);
    const behind = new Uint8Array(claims.length);
    const passes = (number) => claimFails[number] === 0;

    /** A statement as far as the filters leave it. */
    function line(edge, one, at) {
      if (one.via >= 0 && present[one.via] && !typeFails[one.via]) return null;
      const fails = failed(at, LINE) | typeFails[edge.from] | typeFails[edge.to];
      if (!fails) for (const number of one.claims) behind[number] = 1;
      const left = ofClaims ? one.claims.filter(passes) : one.claims;
      if (ofClaims && !left.length) return null;
      if (!(fails & ~THING[0].bit)) reached[edge.from] = reached[edge.to] = 1;
      count(at, fails, LINE);
      if (fails) return null;
      return ofClaims ? { ...one, claims: left, count: left.length } : one;
    }

    const said = edges.map((edge, index) => {
      if (!present[edge.from] || !present[edge.to]) return NONE;
      const left = edge.said.map((one, place) => line(edge, one, firstLine[index] + place));
      return left.every((one, place) => one === edge.said[place]) ? edge.said : left.filter(Boolean);
    });

    const mark = (number) => void (behind[number] = 1);
    const shown = nodes.map((node, index) => {
      if (!present[index]) return false;
      if (!ofLines) spoken(node, mark);
      const left = Boolean(reached[index]) || (!ofLines && (!ofClaims || spoken(node, passes)));
      if (left) count(index, 0, THING);
      return left && !typeFails[index];
    });

    const perDay = days.map(() => 0);
    claims.forEach((claim, number) => {
      if (!behind[number]) return;
      count(number, claimFails[number], CLAIM);
      if (!claim.time || claimFails[number] & ~PAST) return;
      const last = dayOf.get(claim.time[1]);
      for (let day = dayOf.get(claim.time[0]); day <= last; day += 1) perDay[day] += 1;
    });
    return {
      nodes: shown,
      said,
      claims: claims.map((_, number) => passes(number)),
      counts: {
        ...Object.fromEntries(gauges.map((one) => [one.id, byValue(one, one.counts)])),
        [TIME]: perDay,
      },
    };
  }

  return { all: ALL, days, sift, by: (id) => ALL.find((facet) => facet.id === id) };
})();
