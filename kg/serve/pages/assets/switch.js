/* The button that switches between light and dark; without scripts it stays hidden. */
addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("theme");
  button.hidden = false;
  button.addEventListener("click", Theme.toggle);
});
