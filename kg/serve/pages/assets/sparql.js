"use strict";
/*
 * SPARQL as tokens, as kg/sparql.py cuts it, and what may stand at a place of a query that is being
 * typed, as kg/shell/position.py tells it.
 */
const Sparql = (() => {
  const TOKEN = new RegExp(
    [
      /(?<comment>#[^\n\r]*)/,
      /(?<iri><[^<>"{}|^`\\\u0000-\u0020]*>)/,
      /(?<string>"""(?:"{0,2}(?:[^"\\]|\\[^]))*"""|'''(?:'{0,2}(?:[^'\\]|\\[^]))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')/,
      /(?<variable>[?$][\p{L}\p{N}_]+)/,
      /(?<name>\p{L}?[\p{L}\p{N}_.\-]{0,99}(?<!\.):(?:[\p{L}\p{N}_:%.\-]|\\.)*(?<!\.)|_:[\p{L}\p{N}_.\-]+)/,
      /(?<word>@?[\p{L}_][\p{L}\p{N}_\-]*)/,
      /(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/,
      /(?<space>\s+)/,
      /(?<sign>[^])/,
    ]
      .map(({ source }) => source)
      .join("|"),
    "gu",
  );
  const TERMS = new Set(["variable", "iri", "name", "string", "number"]);

  /** Every token with its kind, text and start; joined they are the text. */
  function tokens(text) {
    return [...text.matchAll(TOKEN)].map((match) => ({
      kind: Object.keys(match.groups).find((kind) => match.groups[kind] !== undefined),
      text: match[0],
      start: match.index,
    }));
  }

  const significant = (text) => tokens(text).filter(({ kind }) => kind !== "space" && kind !== "comment");

  const isKeyword = ({ kind, text }) => kind === "word" && text.length > 1 && !text.startsWith("@");

  /** The tokens from the last brace or filter on, if they are triple patterns; else null. */
  function pattern(found) {
    let depth = 0;
    let first = -1;
    found.forEach(({ kind, text }, place) => {
      if (kind !== "sign" || (text !== "{" && text !== "}")) return;
      depth += text === "{" ? 1 : -1;
      first = place;
    });
    if (first < 0 || depth < 1) return null;
    const last = found.slice(first);
    const keyword = last.findLastIndex(isKeyword);
    if (keyword < 0) return last;
    const rest = last.slice(keyword + 1);
    const count = (sign) => rest.filter(({ text }) => text === sign).length;
    const open = ["FILTER", "BIND", "VALUES"].includes(last[keyword].text.toUpperCase());
    if (open && count("(") > count(")")) return null;
    return rest.slice(rest.findLastIndex(({ text }) => text === ")") + 1);
  }

  /** What may stand behind a text: subject, verb, class or object, and the verb before an object. */
  function expected(before) {
    const found = pattern(significant(before));
    if (!found) return { place: "", verb: "" };
    let place = "subject";
    let verb = "";
    for (const { kind, text } of found) {
      if (".{}[".includes(text)) place = text === "[" ? "verb" : "subject";
      else if (";/|^".includes(text)) place = "verb";
      else if (TERMS.has(kind) || text === "a" || text === "]") {
        if (place === "verb") verb = text;
        place = { subject: "verb", verb: "object" }[place] ?? "end";
      } else if (text === ",") place = "object";
    }
    const typed = place === "object" && (verb === "a" || verb === "rdf:type");
    return { place: typed ? "class" : place, verb };
  }

  /** Does a text end inside of a string or a comment? */
  function inside(before) {
    const last = tokens(before).at(-1);
    if (last?.kind === "comment") return true;
    return significant(before).some(({ kind, text }) => kind === "sign" && (text === '"' || text === "'"));
  }

  return { tokens, significant, expected, inside };
})();
