"use strict";
/*
 * Tabs, as the ARIA Authoring Practices have them: the arrows, Home and End move along them, Enter
 * and Space show what one stands for. Moving alone shows nothing, for it may take a while to come.
 */
const Tabs = (() => {
  const { el, button } = Dom;

  /** A row of tabs over their panels; each is {name, fill}, and `fill` gives the panel's children once. */
  function make(label, found) {
    const panels = found.map((_, at) =>
      el("div", { role: "tabpanel", id: `panel-${at}`, "aria-labelledby": `tab-${at}`, hidden: at > 0 }),
    );
    const tabs = found.map(({ name }, at) =>
      button(
        {
          role: "tab",
          id: `tab-${at}`,
          "aria-controls": `panel-${at}`,
          "aria-selected": at === 0 ? "true" : "false",
          tabindex: at === 0 ? "0" : "-1",
        },
        () => show(at),
        name,
      ),
    );

    function show(at) {
      tabs.forEach((tab, one) => tab.setAttribute("aria-selected", one === at));
      panels.forEach((panel, one) => (panel.hidden = one !== at));
      focus(at);
      if (!panels[at].childNodes.length) panels[at].append(...found[at].fill());
    }

    function focus(at) {
      tabs.forEach((tab, one) => (tab.tabIndex = one === at ? 0 : -1));
      tabs[at].focus();
    }

    function key(event) {
      const at = tabs.indexOf(document.activeElement);
      const last = tabs.length - 1;
      const to = {
        ArrowRight: at === last ? 0 : at + 1,
        ArrowLeft: at === 0 ? last : at - 1,
        Home: 0,
        End: last,
      }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      focus(to);
    }

    panels[0].append(...found[0].fill());
    const row = el("div", { class: "tabs", role: "tablist", "aria-label": label, on: { keydown: key } }, tabs);
    return [row, ...panels];
  }

  return { make };
})();
