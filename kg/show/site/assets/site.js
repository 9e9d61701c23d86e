"use strict";
/* What every page can do beside being read: change to dark and back, and go to the search box. */
(() => {
  const button = document.getElementById("theme");
  button.hidden = false;
  button.addEventListener("click", Theme.toggle);

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, [contenteditable]")) return;
    const box = document.getElementById("find");
    event.preventDefault();
    if (box) box.focus();
    else location.assign(document.querySelector(".bar nav a:last-of-type").href);
  });

  /* A link into folded matter unfolds it. */
  function unfold() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details"))
      fold.open = true;
    if (target) target.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  if (location.hash) unfold();

  /* On paper, everything is open. */
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
})();
