"use strict";
/* The search box: every word must be found in a name, another name or an id; best matches first. */
(() => {
  const MOST = 40;
  const box = document.getElementById("find");
  const found = document.getElementById("found");
  const list = document.getElementById("hits");
  const rows = JSON.parse(document.getElementById("data").textContent);

  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const keys = rows.map(([label, more]) => [folded(label), folded(`${label} ${more}`)]);

  /** 0 for a name that begins so, 1 for a word that does, 2 for any other place. */
  function rank([name, all], words) {
    if (!words.every((word) => all.includes(word))) return -1;
    if (name.startsWith(words[0])) return 0;
    return words.every((word) => ` ${all}`.includes(` ${word}`)) ? 1 : 2;
  }

  function hit([label, more, sort, path]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const told = document.createElement("span");
    link.href = path;
    link.textContent = label;
    told.className = "quiet";
    told.textContent = sort === "claim" ? ` ${more}` : ` ${sort}`;
    item.append(link, told);
    return item;
  }

  function search() {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    const by = [[], [], []];
    if (words.length)
      keys.forEach((key, number) => {
        const place = rank(key, words);
        if (place >= 0) by[place].push(rows[number]);
      });
    const all = by.flat();
    list.replaceChildren(...all.slice(0, MOST).map(hit));
    found.textContent = words.length
      ? `${all.length.toLocaleString("en")} found${all.length > MOST ? `, the first ${MOST} shown` : ""}`
      : "";
  }

  document.getElementById("finder").hidden = false;
  box.addEventListener("input", search);
  const called = () => location.hash === "#find" && box.focus();
  addEventListener("load", called);
  addEventListener("hashchange", called);
  search();
})();
