"""Decorators say what a query is for; one that is wrong is a finding with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.graph.opened import Graph
from kg.query.decorators import read_decorators
from kg.query.run import query
from kg.query.saved import query_file

FILE = Path("pledges.rq")
GOOD = """\
#+ summary: Who pledged what
#+ question: Who gives?
#+ description: |
#+   Two
#+   lines.
#+ tags: [pledges, actors]
#+ parameters:
#+   who: {type: id, label: an actor, optional: true, choices: "SELECT ?a { ?a a kg:Person }"}
#+   least:
#+     type: decimal
#+     default: 10
#+ columns:
#+   who: the giver
#+ example: {who: uk}
SELECT ?who { ?x kg:by ?_who_id ; kg:amount ?n FILTER(?n > ?_least_decimal) }
"""


def test_every_decorator_is_read() -> None:
    read, findings = read_decorators(FILE, GOOD)
    assert findings == []
    assert (read.summary, read.question, read.description) == (
        "Who pledged what", "Who gives?", "Two\nlines.",
    )  # fmt: skip
    assert read.tags == ("pledges", "actors")
    assert read.columns == {"who": "the giver"}
    assert read.example == {"who": "uk"}
    assert [(p.name, p.type, p.default, p.optional) for p in read.parameters] == [
        ("who", "id", None, True), ("least", "decimal", "10", None),
    ]  # fmt: skip


def test_parameters_may_be_a_list_and_called_params() -> None:
    text = (
        "#+ params:\n#+   - {name: who, type: iri, choices: [a, b]}\nSELECT * { ?_who_iri ?p ?o }"
    )
    read, findings = read_decorators(FILE, text)
    assert findings == []
    assert read.parameters[0].choices == ("a", "b")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "cure"),
    [
        ("\n#+ sumary: x\nASK {}", "unknown-decorator", 2, 4, "did you mean summary"),
        ("#+ tags: [a\nASK {}", "yaml", 2, 1, "indentation"),
        ("#+ just words\nASK {}", "not-a-decorator", 1, 4, "#+ summary"),
        ("#+ summary: a\n#+ summary: b\nASK {}", "key-twice", 2, 4, "keep one"),
        ("#+ params:\n#+   who: {tipe: id}\nASK { ?_who ?p ?o }", "unknown-key", 2, 12, "type"),
        ("#+ params:\n#+   who: {type: idd}\nASK { ?_who ?p ?o }", "unknown-type", 2, 18, "id"),
        ("#+ params:\n#+   woh: {type: id}\nASK { ?_who ?p ?o }", "no-such-variable", 2, 6, "who"),
        ("#+ columns: {x: y}\nSELECT ?z { ?z ?p ?o }", "no-such-variable", 1, 14, "?x"),
        ("#+ params: 5\nASK {}", "wrong-type", 1, 4, ""),
        ("#+ summary: [a]\nASK {}", "wrong-type", 1, 4, ""),
    ],
)
def test_what_is_wrong_is_found_with_its_place(
    text: str, code: str, line: int, column: int, cure: str
) -> None:
    _, findings = read_decorators(FILE, text)
    assert [(finding.code, finding.mark) for finding in findings] == [(code, (line, column))]
    assert cure in findings[0].cure


def test_grlcs_own_decorators_are_accepted(tmp_path: Path) -> None:
    file = tmp_path / "bands.rq"
    file.write_text("""\
#+ summary: This is the summary
#+ endpoint: http://dbpedia.org/sparql
#+ pagination: 100
#+ method: GET
#+ endpoint_in_url: False
#+ endpoint-method: GET
#+ tags:
#+   - firstTag
#+   - secondTag
#+ defaults:
#+   - genre: http://dbpedia.org/resource/Rock_music
#+ enumerate:
#+   - genre:
#+     - value1
#+     - value2
#+ transform: {
#+     "key": "?p",
#+     "value": "?o",
#+     "$anchor": "key"
#+   }
PREFIX dbo: <http://dbpedia.org/ontology/>
SELECT ?band { ?band dbo:genre ?_genre_iri ; dbo:label ?_label_en ; dbo:n ?__n_integer }
""")
    saved = query_file(file)
    assert saved.about.tags == ("firstTag", "secondTag")
    assert [(p.name, p.type, p.optional, p.language) for p in saved.parameters] == [
        ("genre", "iri", False, ""), ("label", "langstring", False, "en"),
        ("n", "integer", True, ""),
    ]  # fmt: skip
    rock = "http://dbpedia.org/resource/Rock_music"
    assert saved.parameters[0].default == rock
    assert saved.parameters[0].choices == (rock, "value1", "value2")


def test_values_that_grlc_enumerates_are_the_choices(tmp_path: Path, small: Graph) -> None:
    file = tmp_path / "pledges.rq"
    decorators = "#+ enumerate:\n#+   - who:\n#+     - Britain\n#+     - germany\n#+   - day\n"
    file.write_text(f"{decorators}SELECT ?p {{ ?p kg:pledgedBy ?_who_id }}")
    assert [p.choices for p in query_file(file).parameters] == [("Britain", "germany")]
    assert len(list(query(small, file, {"who": "Britain"}))) == 1
    with pytest.raises(UsageError, match="who cannot be 'uk'"):
        query(small, file, {"who": "uk"})


def test_decorators_may_be_json_and_summaries_go_over_lines_as_in_grlc(tmp_path: Path) -> None:
    file = tmp_path / "rivers.rq"
    file.write_text("""\
#+ {
#+  "summary": "Rivers by length",
#+  "tags": ["rivers"],
#+  "endpoint": "http://example.com/sparql",
#+  "pagination": 100,
#+  "enumerate": ["country"]
#+ }
SELECT * { ?river ?p ?_country ; ?q ?_day_xsd_date, ?_length_number, ?_name_literal }
""")
    saved = query_file(file)
    assert (saved.about.summary, saved.about.tags) == ("Rivers by length", ("rivers",))
    assert [(p.name, p.type, p.datatype) for p in saved.parameters] == [
        ("country", "string", ""), ("day", "string", "xsd:date"), ("length", "decimal", ""),
        ("name", "string", ""),
    ]  # fmt: skip
    file.write_text("#+ summary: Rivers,\n#+    the long ones\n#+ method: GET\nASK {}")
    assert query_file(file).about.summary == "Rivers, the long ones"
