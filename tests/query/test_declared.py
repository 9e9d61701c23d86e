"""A parameter's type follows from its variable's name, unless a decorator says otherwise."""

from __future__ import annotations

import pytest

from kg.query.declared import Declaration, parameters


@pytest.mark.parametrize(
    ("variable", "name", "kind", "optional"),
    [
        ("?_who", "who", "string", False),
        ("$_who", "who", "string", False),
        ("?__who", "who", "string", True),
        ("?_who_iri", "who", "iri", False),
        ("?__who_id", "who", "id", True),
        ("?_n_integer", "n", "integer", False),
        ("?_n_number", "n", "decimal", False),
        ("?_n_decimal", "n", "decimal", False),
        ("?_when_date", "when", "date", False),
        ("?_who_literal", "who", "string", False),
        ("?_long_name_iri", "long_name", "iri", False),
        ("?_long_name", "long_name", "string", False),
    ],
)
def test_names_say_types(variable: str, name: str, kind: str, optional: bool) -> None:  # noqa: FBT001
    (found,) = parameters(f"SELECT * {{ ?s ?p {variable} }}")
    assert (found.name, found.type, found.optional) == (name, kind, optional)


def test_names_say_languages_and_datatypes() -> None:
    found = parameters("PREFIX geo: <u:> SELECT * { ?s ?_a_en ?_b_geo_wkt ; ?_c_gYear ?x }")
    assert [(p.name, p.language, p.datatype.rpartition("#")[2]) for p in found] == [
        ("a", "en", ""), ("b", "", "geo:wkt"), ("c", "", "gYear"),
    ]  # fmt: skip


def test_a_declaration_comes_first() -> None:
    declared = Declaration("who", type="id", label="an actor", optional=True)
    (found,) = parameters("SELECT ?who { ?who ?p ?_who_iri }", [declared])
    assert (found.variable, found.type, found.label, found.optional) == (
        "_who_iri", "id", "an actor", True,
    )  # fmt: skip


def test_a_plain_variable_can_be_declared() -> None:
    (found,) = parameters("SELECT * { ?s ?p ?who }", [Declaration("who", type="id")])
    assert (found.variable, found.type) == ("who", "id")


def test_strings_iris_and_comments_hold_no_parameters() -> None:
    assert parameters("SELECT * { ?s <u:?_a> '?_b' } # ?_c") == ()
