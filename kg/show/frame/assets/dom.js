"use strict";
/* Building the page: elements and text only, so that no text can become markup. */
const Dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** An element with attributes and children; strings become text, empty children vanish. */
  function el(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "on")
        for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== undefined && value !== "")
        made.setAttribute(name, value);
    }
    made.append(...children.flat(9).filter((child) => child || child === 0));
    return made;
  }

  const span = (name, ...children) => el("span", { class: name }, ...children);
  const p = (name, ...children) => el("p", { class: name }, ...children);

  const button = (attributes, act, ...children) =>
    el("button", { type: "button", ...attributes, on: { click: act } }, ...children);

  /** A link for http and https only, which tells the other side nothing; else the plain text. */
  function link(url, ...children) {
    const safe = /^https?:\/\//i.test(url);
    return safe
      ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, ...children)
      : el("span", {}, ...children);
  }

  const SHAPES = {
    dot: "M10 3a7 7 0 1 0 .01 0z",
    square: "M4 4h12v12H4z",
    diamond: "M10 2l8 8-8 8-8-8z",
    triangle: "M10 3l8 14H2z",
    triangleDown: "M10 17L2 3h16z",
    hexagon: "M6 3.5h8l4 6.5-4 6.5H6L2 10z",
    star: "M10 1.5l2.4 5.6 6.1.5-4.6 4 1.4 6L10 14.4l-5.3 3.2 1.4-6-4.6-4 6.1-.5z",
  };

  /** The little shape that stands for a type of things, in lists and in the legend. */
  function shape(type) {
    const drawing = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    for (const [name, value] of [
      ["viewBox", "0 0 20 20"],
      ["class", "shape"],
      ["aria-hidden", "true"],
    ])
      drawing.setAttribute(name, value);
    path.setAttribute("d", SHAPES[type.shape] ?? SHAPES.dot);
    path.setAttribute("fill", type.colour);
    drawing.append(path);
    return drawing;
  }

  /** "1 claim", "2 claims". */
  const plural = (count, one, many = `${one}s`) =>
    `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  /** Fill a box with the first items of a long list, and a button that brings the next ones. */
  function some(items, build, step = 25, box = el("div", { class: "some" })) {
    box.replaceChildren();
    function add(from) {
      const upTo = Math.min(items.length, from + step);
      box.append(...items.slice(from, upTo).map(build));
      if (upTo === items.length) return;
      const press = () => {
        more.remove();
        add(upTo);
        box.children[upTo].querySelector("button")?.focus();
      };
      const next = button(
        { class: "next" },
        press,
        `Show ${Math.min(step, items.length - upTo)} more of ${items.length - upTo}`,
      );
      const more = box.tagName === "UL" ? el("li", {}, next) : next;
      box.append(more);
    }
    add(0);
    return box;
  }

  return { el, span, p, button, link, shape, plural, some };
})();
