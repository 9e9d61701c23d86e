"use strict";
/* The rows of an answer as a table; under each, on demand, the claims that it rests on. */
const Rows = (() => {
  const { el, span, p, button, plural } = Dom;

  function cell({ text, name, page, number }) {
    const shown = page ? el("a", { href: page, title: name !== text && name }, text) : text;
    return el("td", { class: number && "number" }, shown);
  }

  /** What a receipt tells: each claim as a card, and what no claim can show. */
  function told({ count, claims, sources, remarks, records }) {
    const cards = claims.map((claim) => Card.build({ ...claim, about: sources[claim.source] }, () => {}));
    const rest = count - claims.length;
    return [
      ...cards,
      rest > 0 && p("quiet", `and ${plural(rest, "claim")} more`),
      ...remarks.map((remark) => p("quiet", remark)),
      records.length > 0 &&
        el(
          "details",
          {},
          el("summary", {}, `${plural(records.length, "triple")} of the record`),
          el("ul", { class: "plain" }, records.map((one) => el("li", {}, el("code", {}, one)))),
        ),
    ].filter(Boolean);
  }

  async function ask(asked, variables, terms, triples) {
    const answer = await fetch("/query/receipt.json", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ ...asked, variables, terms, triples }),
    });
    const found = await answer.json();
    if (!answer.ok) throw new Error([found.detail, found.cure].filter(Boolean).join(" – "));
    return found;
  }

  /** The button under a row, which brings its receipt and puts it away again. */
  function why(asked, { variables, kind }, { terms }, width) {
    const box = el("div", { class: "receipt", hidden: true });
    const press = async (event) => {
      const pressed = event.currentTarget;
      const open = box.hidden;
      box.hidden = !open;
      pressed.setAttribute("aria-expanded", open);
      if (!open || box.childNodes.length) return;
      box.append(p("quiet", "looking …"));
      try {
        const found = await ask(asked, variables, terms, kind === "triples");
        box.replaceChildren(...told(found));
        pressed.lastChild.textContent = found.count
          ? `rests on ${plural(found.count, "claim")}`
          : "rests on no claim";
      } catch (fault) {
        box.replaceChildren(p("warning", fault.message));
      }
    };
    const opener = button({ class: "why-button", "aria-expanded": "false" }, press, span("", "rests on …"));
    return el("tr", { class: "why" }, el("td", { colspan: width }, opener, box));
  }

  /** The table of an answer; `asked` is the query or the name of the saved one, with its values. */
  function table(answer, asked, titles = {}) {
    const { variables, rows } = answer;
    const numbers = rows[0]?.cells.map(({ number }) => number) ?? [];
    const head = variables.map((name, place) =>
      el("th", { scope: "col", class: numbers[place] && "number", title: titles[name] }, name.replaceAll("_", " ")),
    );
    const width = Math.max(1, variables.length);
    const body = rows.flatMap((row) => [
      el("tr", {}, row.cells.map(cell)),
      why(asked, answer, row, width),
    ]);
    const none = el("tr", {}, el("td", { class: "quiet", colspan: width }, "No row: nothing in this graph answers it."));
    return el(
      "div",
      { class: "wide", tabindex: "0", role: "region", "aria-label": "The answer" },
      el(
        "table",
        { class: "answer" },
        el("thead", {}, el("tr", {}, head)),
        el("tbody", {}, body.length ? body : none),
      ),
    );
  }

  return { table };
})();
