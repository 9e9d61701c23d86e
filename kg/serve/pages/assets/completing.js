"use strict";
/*
 * Completion out of what is in the graph: classes, properties and concepts by what may stand at the
 * place, things by any of their names. A word is only taken when it was chosen with the arrow keys
 * or a click, so that Tab and Enter do what they do everywhere.
 */
const Completing = (() => {
  const MOST = 40;
  const WAIT = 140;
  const VARIABLE = /[?$][\p{L}\p{N}_]*$/u;
  const NAME = /[\p{L}\p{N}_-]*:[\p{L}\p{N}_.-]*$/u;
  const MOST_WORDS = 4;

  const starts = (typed) => (text) => text.toLowerCase().startsWith(typed.toLowerCase());

  /** What could stand at the end of a text: {text, about, length of what it takes the place of}. */
  function known(words, text, before) {
    if (Sparql.inside(before)) return [];
    const variable = VARIABLE.exec(before)?.[0];
    if (variable) {
      const names = Sparql.significant(text).filter(({ kind }) => kind === "variable");
      const others = new Set(names.map((token) => token.text).filter((name) => name !== variable));
      return pairs([...others].sort().map((name) => [name, ""]), variable);
    }
    const name = NAME.exec(before)?.[0];
    if (name !== undefined) {
      const every = [...words.classes, ...words.properties, ...words.concepts];
      return pairs([...fitting(words, before.slice(0, -name.length || undefined)), ...every], name);
    }
    const word = /[\p{L}][\p{L}\p{N}_-]*$/u.exec(before)?.[0] ?? "";
    const fit = fitting(words, before.slice(0, before.length - word.length));
    if (!word) return /[\s{]$/.test(before) ? pairs(fit, "") : [];
    const local = fit
      .filter(([one]) => starts(word)(one.slice(one.indexOf(":") + 1)))
      .map(([one, about]) => ({ text: one, about, length: word.length }));
    const keywords = word.length > 1 ? pairs(words.keywords.map((one) => [one, ""]), word) : [];
    const spaces = Object.entries(words.prefixes).map(([one, iri]) => [`${one}:`, iri]);
    return [...local, ...keywords, ...pairs(spaces, word)];
  }

  const pairs = (found, typed) =>
    found
      .filter(([text]) => starts(typed)(text))
      .map(([text, about]) => ({ text, about, length: typed.length }));

  function fitting(words, before) {
    const { place, verb } = Sparql.expected(before);
    if (place === "verb") return words.properties;
    if (place === "class") return words.classes;
    return place === "object" ? (words.listed[verb] ?? []) : [];
  }

  /** The words of a name at the end of a text: those behind the last that is SPARQL. */
  function named(before, keywords) {
    const found = Sparql.tokens(before);
    const own = new Set(["a", ...keywords]);
    let typed = "";
    for (const { kind, text } of found.reverse().slice(0, 2 * MOST_WORDS)) {
      if (kind === "word" ? own.has(text) : text !== " " || !typed) break;
      typed = text + typed;
    }
    return typed.trimStart();
  }

  /** Things whose names hold the last words that were typed, where a thing may stand. */
  async function things(before, keywords, signal) {
    const typed = named(before, keywords);
    const { place } = Sparql.expected(before.slice(0, before.length - typed.length));
    if (Sparql.inside(before) || typed.length < 2 || !["subject", "object"].includes(place)) return [];
    const asked = new URLSearchParams({ q: `${typed}*`, limit: 12, kind: "Entity" });
    const answer = await fetch(`/search.json?${asked}`, { signal });
    if (!answer.ok) return [];
    const { hits } = await answer.json();
    return hits.map(({ sparql, label, text, id }) => ({
      text: sparql,
      shown: label || text || id,
      about: sparql,
      length: typed.length,
    }));
  }

  /** Offer words below the cursor of an editor; `words` is what /query/words.json gives, or null. */
  function watch(editor, list, told, words) {
    const { area } = editor;
    let offers = [];
    let chosen = -1;
    let running = null;
    let timer = 0;

    function close() {
      offers = [];
      chosen = -1;
      list.hidden = true;
      list.replaceChildren();
      area.removeAttribute("aria-activedescendant");
    }

    function item({ text, shown, about }, index) {
      const made = document.createElement("li");
      const name = document.createElement("span");
      const more = document.createElement("span");
      made.id = `offer-${index}`;
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", index === chosen);
      name.textContent = shown ?? text;
      more.className = "quiet";
      more.textContent = about;
      made.append(name, more);
      made.addEventListener("mousedown", (event) => event.preventDefault());
      made.addEventListener("click", () => take(index));
      return made;
    }

    function show() {
      if (!offers.length) return close();
      list.replaceChildren(...offers.map(item));
      list.hidden = false;
      const { left, top } = editor.place();
      list.style.left = `${Math.max(0, Math.min(left, area.clientWidth - list.offsetWidth))}px`;
      list.style.top = `${top + 2}px`;
      if (chosen >= 0) {
        area.setAttribute("aria-activedescendant", `offer-${chosen}`);
        list.children[chosen].scrollIntoView({ block: "nearest" });
      } else area.removeAttribute("aria-activedescendant");
    }

    function take(index) {
      const { text, length } = offers[index];
      const end = area.selectionStart;
      close();
      area.focus();
      editor.put(text, end - length, end);
      close();
      told(`${text} put in`);
    }

    const unlike = (found) => {
      const seen = new Set();
      return found.filter(({ text }) => !seen.has(text) && seen.add(text)).slice(0, MOST);
    };

    async function offer({ asked = false } = {}) {
      const before = area.value.slice(0, area.selectionStart);
      const vocabulary = await words;
      const own = vocabulary ? known(vocabulary, area.value, before) : [];
      const typing = asked || /[\p{L}\p{N}_:?$]$/u.test(before);
      const whole = own.length === 1 && own[0].length === own[0].text.length;
      chosen = -1;
      offers = typing && !whole ? unlike(own) : [];
      show();
      running?.abort();
      running = new AbortController();
      try {
        const found = typing ? await things(before, vocabulary?.keywords ?? [], running.signal) : [];
        if (found.length && before === area.value.slice(0, area.selectionStart)) {
          offers = unlike([...own.slice(0, 12), ...found, ...own.slice(12)]);
          show();
        }
      } catch (fault) {
        if (fault.name !== "AbortError") return;
      }
      if (offers.length) told(`${offers.length} words fit; the arrow down chooses`);
    }

    /** Handle a key; true if it was meant for the offers. */
    function key(event) {
      if (event.key === " " && event.ctrlKey) {
        offer({ asked: true });
        return true;
      }
      if (list.hidden) return false;
      if (event.key === "Tab" && chosen < 0) close(); // a list that scrolls would take the focus
      if (list.hidden) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        chosen = (chosen + step + offers.length + (chosen < 0 && step < 0 ? 1 : 0)) % offers.length;
        show();
        return true;
      }
      if (event.key === "Escape") {
        close();
        return true;
      }
      if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0 && !event.ctrlKey) {
        take(chosen);
        return true;
      }
      return false;
    }

    area.addEventListener("blur", () => setTimeout(close, 150));
    area.parentElement.addEventListener("scroll", close);
    return {
      key,
      close,
      typed() {
        clearTimeout(timer);
        timer = setTimeout(offer, WAIT);
      },
    };
  }

  return { watch };
})();
