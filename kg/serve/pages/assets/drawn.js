"use strict";
/* A network inside another page: its own page in a frame, which leads out of the frame. */
const Drawn = (() => {
  const { el, p } = Dom;

  /** What a tab holds that shows the network at an address, or why there is none. */
  function network(address) {
    const waiting = p("quiet", "drawing …");
    const frame = el("iframe", { class: "drawn", src: address, title: "The answer as a network" });
    frame.addEventListener("load", () => {
      waiting.remove();
      const page = frame.contentDocument;
      if (!page) return frame.replaceWith(p("warning", "The network could not be brought."));
      if (!page.getElementById("data")) {
        const told = [...page.querySelectorAll("p")].map((one) => one.textContent).join("\n");
        return frame.replaceWith(p("warning", told || "The network could not be drawn."));
      }
      page.addEventListener("click", lead, true);
    });
    return [waiting, frame, p("quiet", el("a", { href: address }, "as a network on a page of its own"))];
  }

  /** Let a link to another page open it in the whole window. */
  function lead({ target }) {
    const link = target.closest?.("a[href]");
    if (link && !link.getAttribute("href").startsWith("#")) link.target ||= "_top";
  }

  return { network };
})();
