"use strict";
/* Finding claims: by words, kind, certainty, speaker, and the row of the answer they stand behind. */
const Finder = (() => {
  const { el, plural } = Dom;
  const { claims, rows, counted } = Model;
  const byId = (id) => document.getElementById(id);
  const WAIT = 120; // milliseconds after the last letter

  const option = ([value, count]) => el("option", { value }, `${short(value)} (${count})`);
  const short = (text) =>
    text.length > 60 ? `${[...text.slice(0, 120)].slice(0, 59).join("")}…` : text;

  function choice(name) {
    const made = byId(name);
    made.append(...counted(name).map(option));
    made.addEventListener("change", () => Store.filter(name, made.value));
  }

  function rowChoice() {
    const made = byId("row");
    if (!made) return;
    rows.forEach((row, index) =>
      made.append(
        el(
          "option",
          { value: String(index) },
          `${index + 1}: ${short(row.label)} (${row.claims.length})`,
        ),
      ),
    );
    made.addEventListener("change", () => {
      Store.filter("row", made.value);
      byId("remarks").textContent = (rows[made.value]?.remarks ?? []).join("; ");
    });
  }

  function tell() {
    const { shown } = Store.state;
    byId("count").textContent = Store.filtered()
      ? `${shown.length.toLocaleString("en")} of ${plural(claims.length, "claim")}`
      : plural(claims.length, "claim");
    byId("clear").hidden = !Store.filtered();
    for (const name of ["kind", "certainty", "speaker", "row"])
      if (byId(name)) byId(name).value = Store.filters[name];
    if (byId("words").value.trim() !== Store.filters.words)
      byId("words").value = Store.filters.words;
    if (byId("remarks") && Store.filters.row === "") byId("remarks").textContent = "";
  }

  function start() {
    ["kind", "certainty", "speaker"].forEach(choice);
    rowChoice();
    let waiting = 0;
    byId("words").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => Store.filter("words", byId("words").value.trim()), WAIT);
    });
    byId("clear").addEventListener("click", () => {
      Store.clear();
      byId("words").focus();
    });
    tell();
  }

  return { start, tell, short, focus: () => byId("words").focus() };
})();
