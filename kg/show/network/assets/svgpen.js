"use strict";
/* A pen with the strokes of a canvas's that are used here, which writes SVG elements instead. */
const SvgPen = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const ruler = document.createElement("canvas").getContext("2d");
  const short = (number) => String(Math.round(number * 100) / 100);

  /** A colour as any drawing program reads it: its opacity apart. */
  function colour(name, value) {
    ruler.fillStyle = value;
    const [red, green, blue, alpha] = ruler.fillStyle.match(/[\d.]+(?=[,)])/g) ?? [];
    if (red === undefined) return { [name]: ruler.fillStyle };
    return { [name]: `rgb(${red},${green},${blue})`, [`${name}-opacity`]: alpha ?? "1" };
  }

  function make(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** A pen on a sheet of so many pixels; `svg` is the element with all that it has drawn. */
  function open(width, height, paper) {
    const svg = make("svg", {
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      width: short(width),
      height: short(height),
    });
    svg.append(make("rect", { width: "100%", height: "100%", fill: paper }));
    let path = [];
    let dashes = [];
    const add = (...parts) =>
      path.push(parts.map((part) => (typeof part === "number" ? short(part) : part)).join(" "));

    function draw(name, attributes, content) {
      const opacity = pen.globalAlpha < 1 ? { opacity: short(pen.globalAlpha) } : {};
      const made = make(name, { ...attributes, ...opacity });
      if (content !== undefined) made.textContent = content;
      svg.append(made);
    }
    const stroked = () => ({
      fill: "none",
      ...colour("stroke", pen.strokeStyle),
      "stroke-width": short(pen.lineWidth),
      "stroke-linejoin": "round",
      ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}),
    });
    function write(text, x, y, look) {
      const { font } = pen;
      const [, bold, size, family] = /^(600 )?([\d.]+)px (.*)$/.exec(font);
      draw(
        "text",
        {
          x: short(x),
          y: short(y + Number(size) * 0.85),
          "font-size": size,
          "font-family": family,
          "text-anchor": "middle",
          ...(bold ? { "font-weight": "600" } : {}),
          ...look,
        },
        text,
      );
    }

    const pen = {
      svg,
      globalAlpha: 1,
      lineWidth: 1,
      font: "12px sans-serif",
      fillStyle: "#000",
      strokeStyle: "#000",
      beginPath: () => (path = []),
      moveTo: (x, y) => add("M", x, y),
      lineTo: (x, y) => add("L", x, y),
      quadraticCurveTo: (cx, cy, x, y) => add("Q", cx, cy, x, y),
      /** Whole circles only, begun at their right end. */
      arc(x, y, radius) {
        add("A", radius, radius, 0, 1, 1, x - radius, y);
        add("A", radius, radius, 0, 1, 1, x + radius, y);
      },
      closePath: () => add("Z"),
      setLineDash: (wanted) => (dashes = wanted),
      stroke: () => draw("path", { d: path.join(""), ...stroked() }),
      fill: () => draw("path", { d: path.join(""), ...colour("fill", pen.fillStyle) }),
      strokeText: (text, x, y) => write(text, x, y, stroked()),
      fillText: (text, x, y) => write(text, x, y, { ...colour("fill", pen.fillStyle) }),
      measureText(text) {
        ruler.font = pen.font;
        return ruler.measureText(text);
      },
    };
    return pen;
  }

  return { open };
})();
