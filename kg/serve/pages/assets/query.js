"use strict";
/* The query page: what is typed is coloured, completed, checked, asked and answered in the page. */
(() => {
  const { el, p, plural, button } = Dom;
  const PAUSE = 500;
  const LONGEST = 8000;
  const byId = (id) => document.getElementById(id);
  const form = byId("ask");
  const area = byId("text");
  const live = byId("live");
  const data = JSON.parse(byId("data").textContent);
  const say = (text) => (live.textContent = text);
  let running = null;
  let timer = 0;

  const post = async (path, body, signal) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    return answer.json();
  };

  /** The values of the parameters that the query has, by name. */
  const values = () =>
    Object.fromEntries(
      [...byId("parameters").querySelectorAll("input")].map(({ name, value }) => [name, value]),
    );

  function showFault(fault) {
    byId("fault").replaceChildren(
      ...(fault ? [el("pre", {}, fault.cure ? `${fault.what}\n  ${fault.cure}` : fault.what)] : []),
    );
    byId("fault").hidden = !fault;
    editor.fault(fault);
  }

  function showAdvice(found) {
    byId("advice").replaceChildren(
      ...found.map(({ line, column, code, what, cure, rewrite }) =>
        el(
          "li",
          {},
          el("strong", {}, `line ${line}, column ${column}: `),
          what,
          " ",
          cure && el("span", { class: "quiet" }, cure),
          " ",
          el("code", { class: "quiet" }, code),
          rewrite && button({ class: "small" }, () => editor.set(rewrite), "Write it so"),
        ),
      ),
    );
    byId("advice").hidden = found.length === 0;
  }

  /** The fields of the query's parameters; what was typed in them stays. */
  function showParameters(wanted) {
    const kept = values();
    byId("parameters").replaceChildren(
      ...wanted.map(({ name, label, needed, value }) =>
        el(
          "label",
          {},
          `${label || name}${needed ? "" : " (may be left out)"}`,
          el("input", { name, value: kept[name] ?? value }),
        ),
      ),
    );
  }

  const fields = () => {
    const told = Object.entries(values()).filter(([, value]) => value);
    return new URLSearchParams([["query", area.value], ...told]);
  };

  /** Links for the whole answer: other views of it, and files. */
  function ways({ kind, formats, asked }) {
    const address = fields();
    const links = [
      kind === "rows" && ["beside the articles", `/trace?${address}`],
      ["a link to this", `/query?${address}`],
      ...formats.map((name) => [name, `/sparql?${new URLSearchParams({ query: asked, format: name })}`]),
    ].filter(Boolean);
    const items = links.map(([name, href]) => el("li", {}, el("a", { href }, name)));
    return el("ul", { class: "formats", "aria-label": "The whole answer" }, items);
  }

  function counted({ kind, boolean, rows, unit, more, seconds }) {
    if (kind === "boolean") return boolean ? "Yes." : "No.";
    const first = more ? ", the first of more" : "";
    return `${plural(rows.length, unit)}${first}, in ${seconds} s`;
  }

  function showAnswer(found) {
    const summary = p("summary", counted(found.answer));
    const asked = { query: area.value, values: values() };
    const drawn = `/network?${fields()}`;
    const views =
      found.answer.kind === "boolean"
        ? []
        : Tabs.make("The answer", [
            { name: "Table", fill: () => [Rows.table(found.answer, asked)] },
            { name: "Network", fill: () => Drawn.network(drawn) },
          ]);
    byId("answer").replaceChildren(
      el("h2", {}, "Answer"),
      summary,
      ways({ ...found.answer, formats: found.formats, asked: found.asked }),
      ...views,
    );
    say(counted(found.answer));
  }

  function show(found) {
    showParameters(found.parameters);
    showFault(found.fault);
    if (found.answer) showAnswer(found);
    else byId("answer").replaceChildren();
    if (found.fault) say(`Not answered. ${found.fault.what.split("\n")[0]}`);
  }

  async function run() {
    completing.close();
    clearTimeout(timer);
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    byId("answer").setAttribute("aria-busy", "true");
    byId("stop").hidden = false;
    say("asking …");
    try {
      const answer = await fetch("/query.json", { method: "POST", body: fields(), signal });
      const found = await answer.json();
      if (!answer.ok) throw new Error([found.detail, found.cure].filter(Boolean).join("\n"));
      show(found);
      const address = `/query?${fields()}`;
      if (address.length < LONGEST) history.replaceState(null, "", address);
      if (!found.fault) advise(signal);
    } catch (fault) {
      const what = fault.name === "AbortError" ? "stopped" : fault.message;
      showFault({ what, cure: "", line: 0 });
      say(what);
    } finally {
      byId("answer").removeAttribute("aria-busy");
      byId("stop").hidden = true;
    }
  }

  async function advise(signal) {
    const asked = { query: area.value, values: values(), advice: true };
    const { advice } = await post("/query/check.json", asked, signal).catch(() => ({}));
    showAdvice(advice ?? []);
  }

  /** A while after the last key: is it SPARQL? What is only not closed yet is no fault yet. */
  function check() {
    showAdvice([]);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!area.value.trim()) return showFault(null);
      const text = area.value;
      const told = await post("/query/check.json", { query: text, values: {} }).catch(() => null);
      const unfinished = told?.fault?.what.includes("is not closed");
      if (told && text === area.value) showFault(unfinished ? null : told.fault);
    }, PAUSE);
  }

  const editor = Editor.make(area, byId("shown"), () => {
    check();
    completing?.typed();
  });
  const words = fetch("/query/words.json")
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  const completing = Completing.watch(editor, byId("offers"), say, words);

  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
    else if (completing.key(event)) say(live.textContent);
    else if (event.key === "Enter" && !event.shiftKey) editor.newline();
    else if (event.key === "}" && editor.outdent()) say("");
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("stop").addEventListener("click", () => running?.abort());
  if (data.answer || data.fault) show(data);
})();
