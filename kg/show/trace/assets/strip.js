"use strict";
/* The strip as long as the article: every passage the graph has of it, those shown, the chosen one. */
const Strip = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const WIDE = 1000;
  const box = document.getElementById("strip");
  let count = 0;

  const where = (claim) => (claim.about.copy ? claim.at : claim);
  const long = (source) => source.copy?.length ?? source.length;

  function bars(name, spans, length, top = 3) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    const drawn = spans.map(({ start, end }) => {
      const from = (WIDE * start) / length;
      const wide = Math.max(2.5, (WIDE * (end - start)) / length);
      return `M${from.toFixed(1)} ${top}h${wide.toFixed(1)}V10h-${wide.toFixed(1)}z`;
    });
    path.setAttribute("d", drawn.join(""));
    return path;
  }

  const inside = (source) => (span) => span && span.end > span.start && span.end <= long(source);

  function draw() {
    const { state } = Store;
    const source = Model.sources[state.article];
    if (!source || !long(source)) return box.replaceChildren();
    const fits = inside(source);
    const shown = state.shown
      .map((index) => Model.claims[index])
      .filter((claim) => claim.source === state.article);
    const recorded = !source.copy || source.same;
    const others = recorded ? source.places.map(([start, end]) => ({ start, end })) : [];
    const drawing = document.createElementNS(SVG, "svg");
    for (const [name, value] of [
      ["viewBox", `0 0 ${WIDE} 10`],
      ["preserveAspectRatio", "none"],
      ["role", "img"],
    ])
      drawing.setAttribute(name, value);
    drawing.append(
      bars("others", others.filter(fits), long(source)),
      bars("shown", shown.map(where).filter(fits), long(source)),
    );
    drawing.addEventListener("click", (event) => {
      const frame = drawing.getBoundingClientRect();
      nearest(shown, (long(source) * (event.clientX - frame.left)) / frame.width);
    });
    box.replaceChildren(drawing);
    count = shown.length;
  }

  /** Draw the chosen claim's passage over the others. */
  function choose() {
    const drawing = box.firstElementChild;
    const source = Model.sources[Store.state.article];
    if (!drawing) return;
    drawing.querySelector(".chosen")?.remove();
    const chosen = Model.claims[Store.state.selected];
    const place = chosen?.source === source.index ? where(chosen) : null;
    drawing.append(bars("chosen", [place].filter(inside(source)), long(source), 0));
    drawing.setAttribute("aria-label", told(place, source));
  }

  function told(place, source) {
    const passages = `${Dom.plural(count, "passage")} in the article`;
    if (!place) return passages;
    return `${passages}; the chosen one stands ${Math.round((100 * place.start) / long(source))} % into it`;
  }

  function nearest(shown, point) {
    let best = null;
    let least = Infinity;
    for (const claim of shown) {
      const place = where(claim);
      if (!place) continue;
      const far = Math.max(place.start - point, point - place.end, 0);
      if (far < least) [best, least] = [claim.index, far];
    }
    if (best !== null) Store.select(best, "strip");
  }

  return { draw, choose };
})();
