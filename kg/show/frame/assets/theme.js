"use strict";
/* Light or dark: what the system prefers, until the reader's own choice; paper is always light. */
const Theme = (() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const watchers = [];
  let chosen = null;

  function apply(name) {
    document.documentElement.dataset.theme = name;
    for (const watcher of watchers) watcher();
  }
  const wanted = () => chosen ?? (system.matches ? "dark" : "light");

  system.addEventListener("change", () => apply(wanted()));
  addEventListener("beforeprint", () => apply("light"));
  addEventListener("afterprint", () => apply(wanted()));
  apply(wanted());

  return {
    toggle() {
      chosen = wanted() === "dark" ? "light" : "dark";
      apply(chosen);
    },
    watch: (watcher) => watchers.push(watcher),
    /** The value of a custom property of the style sheet, as the canvas needs it. */
    colour: (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(),
  };
})();
