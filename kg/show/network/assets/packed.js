"use strict";
/* The page's data, which travel compressed and in columns; the other scripts wait for them. */
const Packed = (() => {
  /** Rows out of columns; packed.py says how they are written. */
  function unpack(value) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    if ("$rows" in value) return rows(value.$rows, value.of);
    if ("$lists" in value) return lists(unpack(value.$lists), unpack(value.of));
    if ("$rising" in value) return lists(unpack(value.$rising), value.of).map(sums);
    if ("$same" in value) return new Array(value.$same).fill(value.of);
    if ("$words" in value) return unpack(value.of).map((number) => value.$words[number]);
    if ("$steps" in value) return sums(value.$steps);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpack(part)]));
  }

  function rows(count, columns) {
    const made = Array.from({ length: count }, () => ({}));
    for (const [key, packed] of Object.entries(columns)) {
      const column = unpack(packed);
      for (let row = 0; row < count; row += 1) made[row][key] = column[row];
    }
    return made;
  }

  function lists(lengths, items) {
    let from = 0;
    return lengths.map((length) => items.slice(from, (from += length)));
  }

  function sums(steps) {
    let sum = 0;
    return steps.map((step) => (sum += step));
  }

  async function read() {
    const text = atob(JSON.parse(document.getElementById("data").textContent).packed);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return unpack(await new Response(stream).json());
  }

  /** Run the scripts that wait: the page's policy allows these very texts and no other. */
  function go() {
    for (const waiting of document.querySelectorAll("script[type='text/waiting']")) {
      const script = document.createElement("script");
      script.textContent = waiting.textContent;
      waiting.replaceWith(script);
    }
  }

  const packed = { data: null };
  if ("DecompressionStream" in window)
    read().then((data) => {
      packed.data = data;
      go();
    });
  else
    document.getElementById("panel").textContent =
      "This browser is too old to unpack the page. Any browser of 2023 or later shows it.";
  return packed;
})();
