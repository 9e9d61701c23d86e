"use strict";
/* The page of a saved query: rows that unfold their receipts, and things found by any name. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const place = document.getElementById("rows");
  if (place && data.answer && data.answer.kind !== "boolean")
    place.replaceChildren(Rows.table(data.answer, { saved: data.saved, values: data.values }, data.titles));

  /* Offers for a field that wants a thing: its id, and what it is called. */
  for (const box of document.querySelectorAll("input[data-thing]")) {
    const list = document.getElementById(box.dataset.thing);
    const kept = [...list.children];
    Finding.watch(
      box,
      () => ({ kinds: ["Entity", "Statement", "Article"], limit: 20 }),
      ({ hits }) => {
        const found = hits.map(({ id, label, text, kind }) => {
          const made = document.createElement("option");
          made.value = id;
          made.label = `${label || text} (${kind})`;
          return made;
        });
        list.replaceChildren(...found, ...kept);
      },
    );
  }
})();
