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
    const blank = Object.fromEntries(Object.keys(columns).map((key) => [key, null]));
    const made = Array.from({ length: count }, () => ({ ...blank }));
    for (const [key, packed] of Object.entries(columns)) {
      const column = unpack(packed);
      for (let row = 0; row < count; row += 1) made[row][key] = column[row];
    }
    return made;
  }

  /**
   * Rows that unpack a column when it is first read of one of them: of thousands of claims a reader
   * reads a few. `derived` are functions that give what else there is of a row, by name; one with
   * the name of a column is given what stands there too.
   */
  function late(table, derived) {
    class Row {
      constructor(index) {
        this.index = index;
      }
    }
    const [count, columns] = "$rows" in table ? [table.$rows, table.of] : [table.length, turned(table)];
    const define = (key, get) => Object.defineProperty(Row.prototype, key, { get });
    for (const [key, packed] of Object.entries(columns)) {
      let column = null;
      const read = ({ index }) => (column ??= reader(packed))(index);
      const more = derived[key];
      define(key, function () { return more ? more(this, read(this)) : read(this); });
    }
    for (const [key, get] of Object.entries(derived))
      if (!(key in columns)) define(key, function () { return get(this); });
    return Array.from({ length: count }, (_, index) => new Row(index));
  }

  /** What gives a value by its row. Rows within rows are made each time: kept, they fill the memory. */
  function reader(packed) {
    if (!packed?.of?.$rows || !packed.$lists) {
      const column = unpack(packed);
      return (at) => column[at];
    }
    const ends = sums(unpack(packed.$lists));
    const columns = Object.entries(packed.of.of).map(([key, column]) => [key, unpack(column)]);
    return function (at) {
      const made = [];
      for (let inner = at ? ends[at - 1] : 0; inner < ends[at]; inner += 1) {
        const row = {};
        for (const [key, column] of columns) row[key] = column[inner];
        made.push(row);
      }
      return made;
    };
  }

  /** A table of a row or none, which travels as it is, as columns. */
  const turned = (table) =>
    Object.fromEntries(Object.keys(table[0] ?? {}).map((key) => [key, table.map((row) => row[key])]));

  const NONE = Object.freeze([]);

  function lists(lengths, items) {
    let from = 0;
    return lengths.map((length) => (length ? items.slice(from, (from += length)) : NONE));
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
    const { claims, ...rest } = await new Response(stream).json();
    return { ...unpack(rest), claims };
  }

  /** Run the scripts that wait: the page's policy allows these very texts and no other. */
  function go() {
    for (const waiting of document.querySelectorAll("script[type='text/waiting']")) {
      const script = document.createElement("script");
      script.textContent = waiting.textContent;
      waiting.replaceWith(script);
    }
  }

  const packed = { data: null, late };
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
