"use strict";
/* What the reader has chosen: filters, claim and article; whoever shows them is told of changes. */
const Store = (() => {
  const { claims, sources, rows, says } = Model;
  const filters = { words: "", kind: "", certainty: "", speaker: "", row: "" };
  const watchers = [];
  const state = { selected: null, article: 0, shown: claims.map((claim) => claim.index) };

  const tell = (what, by) => {
    for (const watcher of watchers) watcher(what, by);
  };

  function passes(claim) {
    return (
      ["kind", "certainty", "speaker"].every(
        (key) => !filters[key] || claim[key] === filters[key],
      ) &&
      (filters.row === "" || rows[filters.row].claims.includes(claim.index)) &&
      (!filters.words || says(claim, filters.words))
    );
  }

  /** Choose a claim, and with it its article; `by` says which part of the page was used. */
  function select(index, by) {
    if (index === state.selected) return;
    state.selected = index;
    if (index !== null) state.article = claims[index].source;
    tell("selection", by);
  }

  function filter(name, value) {
    filters[name] = value;
    state.shown = claims.filter(passes).map((claim) => claim.index);
    const kept = state.shown.includes(state.selected);
    if (!kept) {
      state.selected = state.shown[0] ?? null;
      if (state.selected !== null) state.article = claims[state.selected].source;
    }
    tell("filter");
  }

  function clear() {
    for (const name of Object.keys(filters)) filters[name] = "";
    filter("words", "");
  }

  /** The next claim shown, or the one before; at either end it stays. */
  function step(by) {
    const at = state.shown.indexOf(state.selected);
    const next = state.shown[Math.min(Math.max(at + by, 0), state.shown.length - 1)];
    if (next !== undefined) select(next, "step");
  }

  /** Turn to an article, at its first claim that is shown. */
  function turn(article) {
    const first = state.shown.find((index) => claims[index].source === article);
    state.article = article;
    if (first === undefined || first === state.selected) tell("article");
    else select(first, "article");
  }

  /** Put a copy beside an article with the verdicts on its claims, or take it away. */
  function hold(article, copy, verdicts) {
    const source = sources[article];
    source.copy = copy;
    source.claims.forEach((claim, index) => {
      const found = verdicts?.[index];
      claim.grade = found?.grade ?? "no text";
      claim.at = found?.at ?? null;
      claim.passage = claim.at ? CopyText.visible(copy.slice(claim.at.start, claim.at.end)) : "";
    });
  }

  return {
    state,
    filters,
    select,
    filter,
    clear,
    step,
    turn,
    hold,
    changed: () => tell("copy"),
    filtered: () => Object.values(filters).some((value) => value !== ""),
    watch: (watcher) => watchers.push(watcher),
  };
})();
