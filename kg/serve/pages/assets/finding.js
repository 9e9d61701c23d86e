"use strict";
/* Hits while one types, from /search.json; without scripts the form around the box is sent. */
const Finding = (() => {
  const WAIT = 160;
  const MOST = 12;

  /** Text with the words that were looked for marked; places count code points. */
  function marked({ text, spans }) {
    const letters = [...text];
    const parts = [];
    let end = 0;
    for (const [from, to] of spans) {
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(from, to).join("");
      parts.push(letters.slice(end, from).join(""), mark);
      end = to;
    }
    return [...parts, letters.slice(end).join("")];
  }

  /** What is found for some words; nothing while there is nothing to look for. */
  async function found(words, { kinds = [], limit = MOST, signal } = {}) {
    if (!/[\p{L}\p{N}]/u.test(words)) return { hits: [], remarks: [] };
    const asked = new URLSearchParams({ q: words, limit });
    for (const kind of kinds) asked.append("kind", kind);
    const answer = await fetch(`/search.json?${asked}`, { signal });
    return answer.ok ? answer.json() : { hits: [], remarks: [] };
  }

  /** The words as they are typed: the last one may still be on its way. */
  const begun = (typed) => (/[\p{L}\p{N}]$/u.test(typed) && !typed.includes('"') ? `${typed}*` : typed);

  /** Call `show` with what is found, a moment after the last key; only for the last words typed. */
  function watch(box, options, show) {
    let timer = 0;
    let running = null;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      running?.abort();
      timer = setTimeout(async () => {
        running = new AbortController();
        try {
          show(await found(begun(box.value.trim()), { ...options(), signal: running.signal }));
        } catch (fault) {
          if (fault.name !== "AbortError") show({ hits: [], remarks: ["The server does not answer."] });
        }
      }, WAIT);
    });
  }

  return { marked, watch };
})();

(() => {
  const box = document.getElementById("find");
  const list = document.getElementById("hits");
  const told = document.getElementById("found");
  if (!box) return;
  const kind = box.form.elements.kind;

  function hit(one) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const about = document.createElement("span");
    if (one.page) link.href = one.page;
    const other = one.label && one.label !== one.text;
    link.append(other ? `${one.label}: ` : "", ...Finding.marked(one));
    about.className = "quiet";
    about.textContent = ` ${one.kind}${one.claims ? ` · ${one.claims.toLocaleString("en")} claims` : ""}`;
    item.append(link, about);
    return item;
  }

  Finding.watch(
    box,
    () => ({ kinds: kind?.value ? [kind.value] : [] }),
    ({ hits, remarks }) => {
      list.replaceChildren(...hits.map(hit));
      list.hidden = hits.length === 0;
      const count = hits.length ? `${hits.length} shown; Enter shows more` : "nothing found";
      told.textContent = box.value.trim() ? [count, ...remarks].join(". ") : "";
      document.getElementById("result")?.replaceChildren();
    },
  );
})();
