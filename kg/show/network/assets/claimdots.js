"use strict";
/* The picture with each claim as a dot of its own between the things that it speaks of. */
const ClaimDots = (() => {
  const { nodes, edges, claims } = Model;
  const LOOK = { shape: "dot", colour: "#ffffff" };
  const ROOM = 46;
  const FAR = 8;
  let made = null;

  /** The nearest free place to one, on rings around it. */
  function free(taken, x, y) {
    const key = (across, along) => `${Math.round(across / ROOM)} ${Math.round(along / ROOM)}`;
    for (let radius = 0; radius <= FAR; radius += 1) {
      for (let step = 0; step < Math.max(1, radius * 8); step += 1) {
        const turn = (step / Math.max(1, radius * 8)) * 2 * Math.PI;
        const place = { x: x + Math.cos(turn) * radius * ROOM, y: y + Math.sin(turn) * radius * ROOM };
        if (taken.has(key(place.x, place.y))) continue;
        taken.add(key(place.x, place.y));
        return place;
      }
    }
    return { x, y };
  }

  /** Between which things each claim stands: by the links that it states. */
  function endsOf() {
    const ends = claims.map(() => new Set());
    for (const { from, to, said } of edges)
      for (const one of said)
        for (const number of one.claims) ends[number].add(from).add(to);
    return ends;
  }

  function dots(ends) {
    const taken = new Set();
    for (const { x, y } of nodes) free(taken, x, y);
    return claims.map((claim, number) => {
      const around = [...ends[number]].map((index) => nodes[index]);
      const middle = (axis) => around.reduce((sum, node) => sum + node[axis], 0) / around.length;
      const place = around.length ? free(taken, middle("x"), middle("y")) : { x: 0, y: 0 };
      return { index: nodes.length + number, look: LOOK, degree: 0, label: "", caption: "", ...place };
    });
  }

  /** Lines from thing to claim and from claim to thing; `of` are the links they are halves of. */
  function lines(ends) {
    const found = new Map();
    function line(from, to, part) {
      const key = `${from} ${to}`;
      if (!found.has(key)) found.set(key, { index: found.size, from, to, twin: false, of: [] });
      found.get(key).of.push(part);
    }
    for (const { index, from, to, said } of edges)
      for (const one of said)
        for (const number of one.claims) {
          line(from, nodes.length + number, { edge: index, claim: number });
          line(nodes.length + number, to, { edge: index, claim: number });
        }
    claims.forEach((claim, number) => {
      const speaker = claim.chain.at(-1)?.node ?? -1;
      if (speaker >= 0 && ends[number].size && !ends[number].has(speaker))
        line(speaker, nodes.length + number, { edge: -1, claim: number });
    });
    return [...found.values()];
  }

  /** The dots and lines, made when they are first asked for. */
  function all() {
    if (!made) {
      const ends = endsOf();
      made = { nodes: [...nodes, ...dots(ends)], edges: lines(ends) };
    }
    return made;
  }

  /** What stands in each link, by claim: the statements that are shown. */
  function shown() {
    const found = new Map();
    Store.state.said.forEach((said, edge) => {
      for (const one of said)
        for (const number of one.claims) {
          const key = `${edge} ${number}`;
          found.set(key, [...(found.get(key) ?? []), one]);
        }
    });
    return found;
  }

  /** What a half of a link looks like; a line from the speaker is thin and says how it was said. */
  function look({ of, to }, stated) {
    const said = of.flatMap(({ edge, claim }) => stated.get(`${edge} ${claim}`) ?? []);
    if (of[0].edge < 0) {
      const cue = claims[of[0].claim].chain.at(-1).cue;
      return { ...Scene.HIDDEN, state: "shown", weight: 0.6, text: cue };
    }
    if (!said.length) return Scene.HIDDEN;
    const tones = new Set(said.map(({ tone }) => tone));
    return {
      ...Scene.HIDDEN,
      state: "shown",
      tone: tones.size === 1 ? said[0].tone : "",
      firm: said.some(({ firm }) => firm),
      corroborated: said.some(({ origins }) => origins > 0),
      contested: said.some(({ contested }) => contested),
      text: to < nodes.length ? Scene.short(said[0].label) + Scene.marks(said) : "",
    };
  }

  /** Whether a line belongs to what is selected. */
  function belongs(line, chosen) {
    if (chosen.kind === "edge") return line.of.some(({ edge }) => edge === chosen.index);
    if (chosen.kind === "claim") return line.of.some(({ claim }) => claim === chosen.index);
    const ends = ({ edge }) => [edges[edge]?.from, edges[edge]?.to, line.from];
    return line.of.some((part) => ends(part).includes(chosen.index));
  }

  /** What the renderer draws; see there. */
  function scene() {
    const { nodes: dots, edges: halves } = all();
    const chosen = Store.state.selected;
    const stated = shown();
    const looks = halves.map((line) => look(line, stated));
    const claimed = new Set();
    halves.forEach(({ from, to, of }, index) => {
      if (looks[index].state !== "hidden" && of[0].edge >= 0) claimed.add(Math.max(from, to));
    });
    const there = (index) => (index < nodes.length ? Store.state.nodes[index] : claimed.has(index));
    const lit = new Set();
    halves.forEach((line, index) => {
      if (!there(line.from) || !there(line.to)) looks[index] = Scene.HIDDEN;
      if (looks[index].state === "hidden" || !chosen) return;
      const near = belongs(line, chosen);
      looks[index] = { ...looks[index], state: near ? "near" : "dim" };
      if (near) lit.add(line.from).add(line.to);
    });
    const self = chosen && { node: chosen.index, claim: nodes.length + chosen.index }[chosen.kind];
    const state = ({ index }) => {
      if (!there(index)) return "hidden";
      if (!chosen) return "shown";
      return index === self ? "selected" : lit.has(index) ? "near" : "dim";
    };
    return { nodes: dots.map(state), edges: looks, notes: Scene.notes() };
  }

  return { all, scene };
})();
