"use strict";
/* The picture as a file: what is seen, as pixels or as lines, drawn from the same scene. */
const Saving = (() => {
  const SHARP = 2; // pixels of the file for each pixel of the screen, at least

  function download(content, name) {
    const address = URL.createObjectURL(content);
    Dom.el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  async function png(picture, paper) {
    const { width, height } = picture.view;
    const sharp = Math.max(SHARP, devicePixelRatio || 1);
    const sheet = Object.assign(document.createElement("canvas"), {
      width: Math.round(width * sharp),
      height: Math.round(height * sharp),
    });
    const pen = sheet.getContext("2d");
    pen.scale(sharp, sharp);
    pen.fillStyle = paper;
    pen.fillRect(0, 0, width, height);
    Picture.paint(pen, picture);
    download(await new Promise((done) => sheet.toBlob(done, "image/png")), "network.png");
  }

  function svg(picture, paper) {
    const pen = SvgPen.open(picture.view.width, picture.view.height, paper);
    Picture.paint(pen, picture);
    const title = document.createElementNS(pen.svg.namespaceURI, "title");
    title.textContent = document.title;
    pen.svg.prepend(title);
    const text = new XMLSerializer().serializeToString(pen.svg);
    download(new Blob([text], { type: "image/svg+xml" }), "network.svg");
  }

  return { png, svg };
})();
