"use strict";
/* The reader's own copy of an article: read and judged here, by digest; nothing leaves the page. */
const OwnCopy = (() => {
  const { plural } = Dom;
  const { sources } = Model;
  const byId = (id) => document.getElementById(id);
  const LARGEST = 32 * 1024 * 1024;
  const state = byId("copy-state");

  /** What keeps a file from being used, in words for the reader. */
  class Unfit extends Error {}

  /** The normalised text of a file; throws words for the reader where it is none. */
  async function read(file) {
    if (file.size > LARGEST)
      throw new Unfit(`${file.name} is over 32 MiB: no article is. Bring the article's text.`);
    let bytes;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      throw new Unfit(`${file.name} cannot be read. Is it a folder, or was it moved?`);
    }
    let text;
    try {
      text = CopyText.normalise(bytes);
    } catch {
      throw new Unfit(
        `${file.name} is not UTF-8 text. Save the article as plain text, UTF-8; a PDF or a word processor's file will not do.`,
      );
    }
    if (text.includes("\0"))
      throw new Unfit(`${file.name} is not text: it holds NUL characters. Save it as plain text.`);
    return text;
  }

  const grades = (verdicts) =>
    ["verified", "moved", "lost"].map(
      (grade) => verdicts.filter((verdict) => verdict.grade === grade).length,
    );

  /** The articles a text could be: the one with its digest, else the one looked at, then others. */
  function likely(text) {
    const digest = CopyText.digest(text);
    const very = sources.filter((source) => source.digest === digest);
    const here = sources[Store.state.article];
    return very.length ? very : [here, ...sources.filter((source) => source !== here)];
  }

  /** The article of which a copy holds most passages, with the verdicts; null if none at all. */
  async function belongs(copy, order, tell) {
    let best = null;
    for (const source of order) {
      const verdicts = await Judge.verdicts(copy, source.claims, (done) =>
        tell(`Checking ${done} of ${plural(source.claims.length, "passage")} …`),
      );
      const [verified, moved] = grades(verdicts);
      if (verified + moved > (best?.held ?? 0)) best = { source, verdicts, held: verified + moved };
      if (best?.held === source.claims.length) break;
    }
    return best;
  }

  const said = ([verified, moved, lost]) =>
    [verified && `✓ ${verified} verified`, moved && `→ ${moved} moved`, lost && `✗ ${lost} lost`]
      .filter(Boolean)
      .join(", ");

  /** Put a text beside the claims of an article, and say in one sentence what it is worth. */
  function hold(source, copy, verdicts, own) {
    source.own = own;
    source.same = CopyText.digest(copy.text) === source.digest;
    const which = source.same
      ? "This is the very text that was encoded"
      : "This is another version of the text";
    const [verified, moved, lost] = grades(verdicts);
    const doubt = lost > verified + moved ? " Is it the right article?" : "";
    const found = said([verified, moved, lost]);
    source.told = `${which}: of ${plural(verdicts.length, "passage")}, ${found}.${doubt}`;
    Store.hold(source.index, copy, verdicts);
  }

  function tell(words, kind = "") {
    state.textContent = words;
    state.className = kind;
  }

  /** Check a file and, if it holds a passage of an article, put its text beside the claims. */
  async function check(file) {
    tell(`Reading ${file.name} …`);
    try {
      const text = await read(file);
      const copy = CopyText.measured(text);
      const order = likely(text);
      const best = await belongs(copy, order, tell);
      if (!best) throw new Unfit(none(file, order));
      hold(best.source, copy, best.verdicts, true);
      if (Store.state.article !== best.source.index) Store.turn(best.source.index);
      Store.changed();
    } catch (fault) {
      if (!(fault instanceof Unfit)) throw fault;
      tell(CopyText.visible(fault.message), "fault");
    }
  }

  function none(file, order) {
    const passages = order.reduce((sum, source) => sum + source.claims.length, 0);
    const whose = order.length === 1 ? order[0].label : `these ${order.length} articles`;
    return `${file.name} holds none of the ${plural(passages, "passage")} of ${whose}. Is it the right article, as plain text?`;
  }

  async function checkAll(files) {
    if (sources.length) for (const file of files) await check(file);
  }

  /** What is known of the text of the article in view. */
  function show() {
    const source = sources[Store.state.article];
    byId("copy").hidden = !source;
    if (!source) return;
    byId("put-away").hidden = !source.own;
    tell(
      source.told ??
        "The text of this article is not in this page. If you have a copy, check it here: it stays with you.",
    );
  }

  function putAway() {
    const source = sources[Store.state.article];
    source.own = false;
    source.told = undefined;
    Store.hold(source.index, null);
    start(source);
    Store.changed();
    byId("choose").focus();
  }

  /** Judge the text that came with the page. */
  function start(source) {
    if (!source.given) return;
    const verdicts = source.claims.map((claim) => Judge.verdict(source.given, claim));
    hold(source, source.given, verdicts, false);
  }

  function listen() {
    const input = byId("file");
    byId("choose").addEventListener("click", () => input.click());
    byId("put-away").addEventListener("click", putAway);
    input.addEventListener("change", async () => {
      await checkAll([...input.files]);
      input.value = "";
    });
    const over = (on) => document.documentElement.classList.toggle("dropping", on);
    const holds = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragover", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      over(true);
    });
    addEventListener("dragleave", (event) => !event.relatedTarget && over(false));
    addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      over(false);
      checkAll([...event.dataTransfer.files]);
    });
  }

  return { start, listen, show };
})();
