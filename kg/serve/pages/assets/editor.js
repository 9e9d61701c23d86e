"use strict";
/*
 * The editor: a textarea, so that every key and every screen reader does what it does elsewhere,
 * over the same text in colours. What is coloured is never read out.
 */
const Editor = (() => {
  const KINDS = { word: "keyword", sign: "sign", name: "name" };

  /** Watch a textarea and colour its text in the element behind it; `changed` is told of each change. */
  function make(area, shown, changed) {
    let wrong = 0;

    function colour() {
      const parts = Sparql.tokens(area.value).map(({ kind, text }) => {
        if (kind === "space") return text;
        const part = document.createElement("span");
        part.className = `t-${KINDS[kind] ?? kind}`;
        part.textContent = text;
        return part;
      });
      shown.replaceChildren(...parts, "\n");
      mark();
    }

    /** The token at the place that is wrong, underlined. */
    function mark() {
      if (!wrong) return;
      const before = area.value.split("\n").slice(0, wrong.line - 1).join("\n");
      const start = before.length + (wrong.line > 1 ? 1 : 0);
      const letters = [...(area.value.slice(start).split("\n")[0] ?? "")];
      const offset = start + letters.slice(0, wrong.column - 1).join("").length;
      let at = 0;
      for (const node of shown.childNodes) {
        at += node.textContent.length;
        if (at > offset && node.nodeType === Node.ELEMENT_NODE) {
          node.classList.add("t-wrong");
          return;
        }
      }
    }

    /** Put a text in the place of some letters; the browser's own undo takes it back. */
    function put(text, from = area.selectionStart, to = area.selectionEnd) {
      area.setSelectionRange(from, to);
      if (!document.execCommand("insertText", false, text)) {
        area.setRangeText(text, from, to, "end");
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }

    /** A new line begins as far in as the one before, and two more behind an open bracket. */
    function newline() {
      const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
      const deeper = /[{(]\s*$/.test(line) ? "  " : "";
      put(`\n${/^\s*/.exec(line)[0]}${deeper}`);
    }

    /** A bracket that closes a part stands as far in as the line that opened it. */
    function outdent() {
      const line = area.value.slice(0, area.selectionStart).split("\n").at(-1);
      if (!/^ {2,}$/.test(line)) return false;
      put("}", area.selectionStart - 2, area.selectionEnd);
      return true;
    }

    area.addEventListener("input", () => {
      wrong = 0;
      colour();
      changed();
    });
    colour();

    return {
      area,
      put,
      newline,
      outdent,
      /** Where the letter before the cursor stands on the screen, within the frame that scrolls. */
      place() {
        const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
        let left = area.selectionStart;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (left <= node.length) {
            const range = document.createRange();
            range.setStart(node, left);
            range.setEnd(node, left);
            const here = range.getBoundingClientRect();
            const ground = shown.parentElement.getBoundingClientRect();
            return { left: here.left - ground.left, top: here.bottom - ground.top };
          }
          left -= node.length;
        }
        return { left: 0, top: 0 };
      },
      fault(place) {
        wrong = place?.line ? place : 0;
        colour();
      },
      set(text) {
        area.value = text;
        wrong = 0;
        colour();
        changed();
      },
    };
  }

  return { make };
})();
