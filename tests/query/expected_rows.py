"""Rows that saved queries must give on the founding corpus: query, parameters, parts of rows."""

from __future__ import annotations

A, B = "rerussia-2025-04", "independent-2025-03-20"

EXPECTED: list[tuple[str, dict[str, str], list[dict[str, str]]]] = [
    (
        "pledges", {},
        [
            {"who": "United Kingdom", "to_whom": "Ukraine", "least": "5300000000",
             "most": "5300000000", "unit": "EUR", "stage": "agreed", "pledge": "package-21bn-uk"},
            {"who": "Germany", "printed": "€11 billion", "pledge": "package-21bn-germany"},
            {"who": "Germany and United Kingdom", "least": "0.75"},
            {"who": "European Union", "least": "2000000", "most": "", "pledge": "pledge-shells-2m"},
            {"who": "Drone Coalition", "least": "30000", "stage": "announced"},
        ],
    ),
    (
        "pledge-totals", {},
        [
            {"who": "United Kingdom", "currency": "EUR", "least": "5300000000", "open": "0"},
            {"who": "European Union", "stage": "proposed", "most": "150000000000"},
        ],
    ),
    (
        "participants", {},
        [
            {"who": "Pete Hegseth", "event": "contact-group-april", "mode": "video link",
             "earliest": "2025-04-11", "latest": "2025-04-11"},
            {"event": "contact-group-february", "role": "chair"},
            {"event": "eu-joint-call", "who": "Hungary", "role": "absent"},
        ],
    ),
    (
        "participants", {"event": "EU summit of 20 March"},
        [{"who": "Olaf Scholz", "role": "attendee", "earliest": "2025-03-20"}],
    ),
    (
        "claims-about", {"thing": "hungary"},
        [{"source": B, "paragraph": "6", "speaker": "The Independent"}],
    ),
    (
        "claims-about", {"thing": "package-21bn"},
        [{"speaker": "Reports about the support package (not named)", "certainty": "probable",
          "source": A, "paragraph": "9"}],
    ),
    (
        "claims-by-paragraph", {"source": B, "paragraph": "6"},
        [{"paragraph": "6", "kind": "demand"}, {"speaker": "The Independent"}],
    ),
    (
        "claims-of-kind", {"kind": "prediction"},
        [{"speaker": "Boris Pistorius", "source": A}, {"speaker": "European Commission"}],
    ),
    (
        "said-by", {"speaker": "keith-kellogg"},
        [{"part": "says", "via": "Re: Russia > The Sunday Times",
          "through": "Kellogg interview in The Sunday Times", "basis": "carried over"}],
    ),
    (
        "said-by", {"speaker": "financial-times"},
        [{"part": "passes on", "via": "Re: Russia"}],
    ),
    (
        "unnamed-sources", {},
        [
            {"unnamed": "Financial Times sources in Kyiv (not named)",
             "via": "Re: Russia > Financial Times"},
            {"unnamed": "Whoever estimated the aid already provided (not named)", "source": B},
        ],
    ),
    (
        "event-across-sources", {"event": "eu-summit-march"},
        [{"source": A, "paragraph": "9"}, {"source": B, "paragraph": "4"}],
    ),
    (
        "plans-and-proposals", {"status": "proposed"},
        [{"who": "Giorgia Meloni", "what": "Article 5 cover for Ukraine without membership"}],
    ),
    (
        "plans-and-proposals", {},
        [{"status": "planned", "who": "Diehl Defence"}, {"status": "considered"},
         {"status": "announced", "who": "Drone Coalition"}],
    ),
    (
        "figures", {"subject": "ukraine"},
        [{"printed": "996%", "least": "996", "most": "996", "unit": "percent",
          "start": "2024-01-01", "end": "2024-12-31"}],
    ),
    (
        "figures", {},
        [
            {"printed": "up to 25,000", "least": "", "most": "25000", "hedge": "up to"},
            {"printed": "60,000 to 100,000", "least": "60000", "most": "100000"},
            {"printed": "more than 75,000", "least": "75000", "most": ""},
            {"printed": "several times", "least": "", "most": "", "hedge": "vague"},
        ],
    ),
    (
        "misprints", {},
        [{"printed": "996%", "proposed": "96%", "source": A, "paragraph": "23"},
         {"printed": "Whitcoff", "proposed": "Witkoff", "of": "Steve Witkoff"}],
    ),
    (
        "inferred-dates", {},
        [
            {"thing": "eu-summit-march", "how": "weekday resolved", "printed": "Thursday"},
            {"thing": "contact-group-february", "how": "year inferred", "earliest": "2025-02-12"},
            {"thing": A, "how": "context inferred", "claim": ""},
            {"thing": "crimea-annexation", "how": "window", "latest": "2014-12-31"},
        ],
    ),
    (
        "stances", {"on": "steel-porcupine"},
        [{"side": "for", "who": "European Union", "stance": "supports"}],
    ),
    (
        "stances", {},
        [{"side": "against", "who": "Hungary", "stance": "opposes", "speaker": "The Independent"},
         {"side": "against", "who": "United States", "stance": "refuses"},
         {"side": "neither", "who": "Boris Pistorius", "stance": "demands", "towards": "Russia"}],
    ),
    (
        "assessments", {"of": "european-mission"},
        [
            {"what": "Small European mission (about 10,000)", "criterion": "deterrence",
             "rating": "none", "assessor": "IISS experts"},
            {"criterion": "deterrence", "rating": "higher",
             "compared_with": "Small European mission (about 10,000)"},
        ],
    ),
    (
        "sources-leaned-on", {},
        [
            {"who": "IISS experts", "of": "International Institute for Strategic Studies"},
            {"who": "The Telegraph", "type": "outlet"},
            {"actor": "sunday-times", "as_original": "0"},
        ],
    ),
    (
        "sources", {},
        [
            {"source": B, "publisher": "The Independent", "latest": "2025-03-20",
             "date_basis": "printed", "paragraphs": "15"},
            {"source": A, "publisher_basis": "inferred", "paragraphs": "30"},
        ],
    ),
    ("actors", {}, [{"actor": "ukraine", "type": "state", "sources": "2"}]),
    (
        "offices", {},
        [
            {"who": "Boris Pistorius", "office": "Defence Minister", "organization": "Germany"},
            {"who": "Denmark", "office": "", "organization": "Drone Coalition"},
            {"who": "Nico Lange", "former": "true"},
        ],
    ),
    (
        "timeline", {"from": "2025-03-19", "to": "2025-03-20"},
        [
            {"event": "blueprint-unveiling", "earliest": "2025-03-19"},
            {"event": "scholz-press-remarks", "place": "Brussels"},
        ],
    ),
    (
        "names", {"thing": "steve-witkoff"},
        [{"form": "Whitcoff", "source": A, "id": "steve-witkoff"}],
    ),
    (
        "relations", {"of": "thales"},
        [{"who": "Thales", "does": "joint venture with", "to": "Ukroboronprom"}],
    ),
    (
        "restatements", {},
        [{"paragraph": "1", "in_paragraph": "10", "source": A}],
    ),
    (
        "scenarios", {"scenario": "scenario-peace-deal"},
        [{"scenario": "A peace agreement is reached", "speaker": "Olaf Scholz"}],
    ),
    ("corroboration", {}, [{"thing": "eu-summit-march", "origins": "2"}]),
    (
        "corroboration-about", {"thing": "eu-summit-march"},
        [{"thing": "eu-summit-march", "origins": "2"}],
    ),
    (
        "parts-and-wholes", {"whole": "package-21bn"},
        [{"part": "German part of the 21 billion package", "computed_share": "0.524"},
         {"part": "in no part", "least": "4700000000"}],
    ),
    (
        "what-changed", {"thing": "steel-porcupine"},
        [{"property": "status", "before": "under way", "after": "considered",
          "said_until": "2025-03-20", "said_from": "2025-04-14"}],
    ),
    ("derived-figures", {}, [{"by": "coder", "how": "similar is read as a multiple near one"}]),
    ("due", {}, [{"due": "2025-12-31", "status": "expected"}]),
    (
        "hedged-claims", {},
        [{"certainty": "probable", "claim": "independent-2025-03-20/c08-4"}],
    ),
    ("nested-speakers", {}, [{"steps": "3", "claim": "rerussia-2025-04/c24-1"}]),
    ("only-in-one-source", {}, [{"who": "Olaf Scholz", "type": "person"}]),
    (
        "stances-that-meet", {},
        [{"how": "disagree", "on": "Peace through strength", "who": "European Union",
          "other": "Hungary"}],
    ),
    ("unsourced-figures", {}, [{"printed": "more than 75,000", "least": "75000"}]),
    (
        "works-cited", {},
        [{"work": "IISS report on formats of a European mission", "type": "report"}],
    ),
    ("reasons", {}, [{"speaker": "European Commission", "link": "elaborates"}]),
    ("shared-things", {}, [{"what": "Ukraine", "sources": "2"}]),
    (
        "conflicts", {},
        [{"what": "Steel Porcupine strategy", "property": "status",
          "value": "considered", "other_value": "under way", "who": "Re: Russia"}],
    ),
]  # fmt: skip
