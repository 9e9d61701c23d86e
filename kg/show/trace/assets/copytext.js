"use strict";
/* The text of an article as kg/text.py takes it: normalised, counted in code points, digested. */
const CopyText = (() => {
  const encoder = new TextEncoder();

  /** The normalised text of a file's bytes; throws where they are not UTF-8. */
  function normalise(bytes) {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.replace(/\r\n?/g, "\n").normalize("NFC");
  }

  const digest = (text) => `sha256:${Sha256.hex(encoder.encode(text))}`;

  /** How many of the rising numbers are below a limit. */
  function below(numbers, limit, value = (i) => numbers[i]) {
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value(middle) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The code points that take two UTF-16 units, by their offsets in code points. */
  function pairs(text) {
    const found = [];
    for (let unit = 0; unit < text.length; unit += 1)
      if ((text.charCodeAt(unit) & 0xfc00) === 0xd800) {
        found.push(unit - found.length);
        unit += 1;
      }
    return found;
  }

  /** A text with its length in code points, and the way between these and UTF-16 units. */
  function measured(text) {
    const wide = pairs(text);
    const unit = (point) => point + below(wide, point);
    return {
      text,
      length: text.length - wide.length,
      unit,
      point: (at) => at - below(wide, at, (i) => wide[i] + i),
      slice: (start, end) => text.slice(unit(start), unit(end)),
    };
  }

  // Python's str.strip() leaves nothing of a line of these.
  const BLANK = /^(?:(?!\ufeff)[\s\u001c-\u001f\u0085])*$/;

  /** Start and end of every line that is not blank, in code points; paragraph n is item n - 1. */
  function paragraphs(copy) {
    const found = [];
    let unit = 0;
    for (const line of copy.text.split("\n")) {
      const end = unit + line.length;
      if (!BLANK.test(line)) found.push({ start: copy.point(unit), end: copy.point(end) });
      unit = end + 1;
    }
    return found;
  }

  const HIDDEN =
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g;

  /** A text whose direction marks and control characters can be seen. */
  const visible = (text) =>
    text.replace(HIDDEN, (mark) => {
      const code = mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `⟨U+${code}⟩`;
    });

  return { normalise, digest, measured, paragraphs, visible };
})();
