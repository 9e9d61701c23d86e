"use strict";
/* Wiring: keys, the address, what is said aloud, and every part told of every change. */
const Page = (() => {
  const { claims, sources } = Model;
  const { state } = Store;
  const { el, p } = Dom;
  const byId = (id) => document.getElementById(id);
  const KEY = "#claim=";

  const say = (words) => {
    byId("live").textContent = words;
  };

  /** The chain of the chosen claim, and where it stands among those shown. */
  function lead() {
    const claim = claims[state.selected];
    const at = state.shown.indexOf(state.selected);
    byId("position").textContent = claim ? `${at + 1} of ${state.shown.length}` : "";
    byId("before").disabled = at <= 0;
    byId("next").disabled = at < 0 || at === state.shown.length - 1;
    byId("chain").replaceChildren(
      claim ? Card.chain(claim, () => {}) : p("quiet", "No claim is chosen."),
    );
  }

  function announce() {
    const claim = claims[state.selected];
    if (!claim) return say("No claim is left");
    const at = `Claim ${state.shown.indexOf(state.selected) + 1} of ${state.shown.length}`;
    const status = claim.status && claim.status !== "active" ? `, ${claim.status}` : "";
    say(
      `${at}: ${claim.text} ${claim.speaker}, ${claim.kind}, ${claim.certainty}${status}, ${claim.grade}`,
    );
  }

  /** The articles to turn to, the one in view marked; one alone needs no choice. */
  function articles() {
    const choice = byId("articles");
    const source = sources[state.article];
    choice.hidden = sources.length < 2;
    if (!choice.children.length)
      choice.append(
        ...sources.map((one) =>
          el(
            "option",
            { value: String(one.index) },
            `${Finder.short(one.label)} (${one.claims.length})`,
          ),
        ),
      );
    choice.value = String(state.article);
    if (!source) return byId("about").replaceChildren();
    const when = [source.publisher, source.date].filter(Boolean).join(", ");
    byId("about").replaceChildren(
      el("h2", { class: sources.length > 1 ? "hush" : "" }, source.label),
      p(
        "quiet",
        when,
        when && source.url && " · ",
        source.url && Dom.link(source.url, "the publisher's page"),
      ),
    );
  }

  function permalink() {
    const claim = claims[state.selected];
    const address = claim ? KEY + encodeURIComponent(claim.id) : "";
    if (location.hash !== address)
      history.replaceState(null, "", address || location.pathname + location.search);
  }

  /** Choose the claim that the address names; tells whether it names one of this page. */
  function follow() {
    if (!location.hash.startsWith(KEY)) return false;
    let id = "";
    try {
      id = CopyText.visible(decodeURIComponent(location.hash.slice(KEY.length)));
    } catch {
      return false;
    }
    const index = Model.claimOf(id);
    byId("unknown").hidden = index !== undefined;
    byId("unknown").textContent =
      index === undefined ? `The address names the claim ${id}, which is not on this page.` : "";
    if (index === undefined) return false;
    if (!state.shown.includes(index)) Store.clear();
    Store.select(index, "address");
    return true;
  }

  let drawn = null;

  function article(what, by) {
    const turned = what !== "selection" || drawn !== state.article;
    drawn = state.article;
    if (turned) {
      articles();
      OwnCopy.show();
      Article.fill();
      Strip.draw();
    }
    Strip.choose();
    Article.choose(by !== "mark");
  }

  Store.watch((what, by) => {
    if (what === "filter") Finder.tell();
    if (what === "filter" || what === "copy") Cards.fill();
    article(what, by);
    lead();
    Cards.choose(by);
    if (what === "selection") {
      byId("unknown").hidden = true;
      permalink();
      announce();
    }
    if (what === "filter") say(`${Dom.plural(state.shown.length, "claim")} shown`);
  });

  function keys(event) {
    const { target, key } = event;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape" && Store.filtered()) return Store.clear();
    if (typing) return;
    if (key === "j") Store.step(1);
    else if (key === "k") Store.step(-1);
    else if (key === "/") Finder.focus();
    else return;
    event.preventDefault();
  }

  /** Paper gets everything, as it is filtered; the screen then gets its own view back. */
  function paper(wanted) {
    Cards.whole(wanted);
    if (wanted) Article.all();
  }

  byId("theme").addEventListener("click", Theme.toggle);
  byId("before").addEventListener("click", () => Store.step(-1));
  byId("next").addEventListener("click", () => Store.step(1));
  byId("articles").addEventListener("change", (event) => Store.turn(Number(event.target.value)));
  document.addEventListener("keydown", keys);
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => paper(true));
  addEventListener("afterprint", () => paper(false));

  sources.forEach(OwnCopy.start);
  OwnCopy.listen();
  Finder.start();
  state.selected = state.shown[0] ?? null;
  Cards.fill();
  if (!follow() || state.selected === state.shown[0]) {
    article("start");
    lead();
  }
  document.documentElement.dataset.ready = "yes";
})();
