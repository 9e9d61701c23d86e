"""A sound data set fits the shapes; break one thing, and the shape made for it says so."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pyshacl
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

KGSH = "https://w3id.org/claimgraph/shapes#"
ROOT = "https://w3id.org/claimgraph/"
SCHEMES = """
    kind certainty claim-status cue basis date-basis actor-type initiative-type work-type item-type
    status stage stance relation approximation modality criterion rating role mode unit
"""
PREFIXES = "".join(f"@prefix {name}: <{ROOT}{name}#> .\n" for name in SCHEMES.split()) + (
    f"@prefix kg: <{ROOT}ns#> .\n"
    "@prefix oa: <http://www.w3.org/ns/oa#> .\n"
    "@prefix schema: <https://schema.org/> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)
HASH = "sha256:" + "0" * 64

GOOD = f"""
:s a kg:Article ; rdfs:label "An article"@en ; kg:publisher :outlet ; kg:published :s-date ;
   kg:publisherBasis basis:printed ; kg:digest "{HASH}" ; kg:length 100 ; kg:paragraphs 3 ;
   kg:language "en" ; kg:url "https://example.org/a"^^xsd:anyURI ; kg:author :minister ;
   kg:boilerplate :b .
:s-date a kg:Dating ; kg:date "2025-03-20"^^xsd:date ; kg:earliest "2025-03-20"^^xsd:date ;
   kg:latest "2025-03-20"^^xsd:date ; kg:dateBasis date-basis:printed ; kg:printed "20 March" .
:b a kg:Passage ; kg:passageOf :s ; kg:paragraph 1 ; kg:start 0 ; kg:end 9 ; kg:digest "{HASH}" ;
   kg:first "Buy" ; kg:last "now" .

:c a kg:Claim ; kg:paraphrase "The land pledges money."@en ; kg:kind kind:commitment ;
   kg:certainty certainty:certain ; kg:claimStatus claim-status:active ; kg:passage :c-passage ;
   kg:publishedIn :s ; kg:attribution :c-step-0 , :c-step-1 ; kg:assertedBy :minister ;
   kg:about :pledge ; kg:correction :fix .
:c-passage a kg:Passage ; kg:passageOf :s ; kg:paragraph 2 ; kg:start 10 ; kg:end 40 ;
   kg:digest "{HASH}" ; kg:first "In a speech" ; kg:last "one two three four" .
:c-step-0 a kg:AttributionStep ; kg:position 0 ; kg:agent :outlet ; kg:cue cue:publishes ;
   kg:basis basis:printed .
:c-step-1 a kg:AttributionStep ; kg:position 1 ; kg:agent :minister ; kg:cue cue:says ;
   kg:basis basis:carried-over ; kg:through :report .
:old a kg:Claim ; kg:paraphrase "The land gives money."@en ; kg:kind kind:assertion ;
   kg:certainty certainty:probable ; kg:claimStatus claim-status:superseded ;
   kg:statusReason "It was read wrongly."@en ; kg:supersededBy :c ; kg:restates :c ;
   kg:passage :old-passage ; kg:publishedIn :s ; kg:attribution :old-step-0 ;
   kg:assertedBy :outlet ; kg:about :land .
:old-passage a kg:Passage ; kg:passageOf :s ; kg:paragraph 3 ; kg:start 41 ; kg:end 90 ;
   kg:digest "{HASH}" ; kg:first "The land" ; kg:last "end" .
:old-step-0 a kg:AttributionStep ; kg:position 0 ; kg:agent :outlet ; kg:cue cue:publishes ;
   kg:basis basis:printed .
:fix a kg:Correction ; kg:corrects :misprint ; kg:printed "996%" ; kg:proposed "96%" ;
   kg:proposedValue 96.0 ; kg:reason "A share is at most 100."@en ; kg:basis basis:inferred .

:outlet a kg:Organization ; rdfs:label "Outlet"@en ; kg:actorType actor-type:outlet .
:land a kg:Organization ; rdfs:label "Land"@en ; kg:actorType actor-type:state ;
   kg:name :land-name ; kg:memberOf :alliance .
:land-name a kg:Name ; kg:form "Capital" ; kg:printedIn :s ; kg:basis basis:printed .
:alliance a kg:Group ; rdfs:label "Alliance"@en ; kg:actorType actor-type:coalition .
:minister a kg:Person ; rdfs:label "Minister"@en ; kg:actorType actor-type:person .
:town a kg:Place ; rdfs:label "Town"@en .
:thing a kg:Item ; rdfs:label "Thing"@en ; kg:itemType item-type:drone ; kg:developedBy :land ;
   kg:producedBy :land .
:plan a kg:Initiative ; rdfs:label "Plan"@en ; kg:initiativeType initiative-type:plan ;
   kg:proposedBy :land ; kg:ledBy :land ; kg:beneficiary :land ; kg:status status:planned ;
   kg:place :town ; kg:dated :day ; kg:earliest "2025-04-11"^^xsd:date .
:report a kg:Work ; rdfs:label "Report"@en ; kg:workType work-type:report ; kg:dated :day ;
   kg:authoredBy :minister ; kg:publishedBy :outlet .
:count a kg:Indicator ; rdfs:label "Count"@en .
:peace a kg:Scenario ; rdfs:label "Peace"@en .
:summit a kg:Meeting ; rdfs:label "Summit"@en ; kg:status status:completed ; kg:place :town ;
   kg:dated :day ; kg:earliest "2025-04-11"^^xsd:date ; kg:latest "2025-04-12"^^xsd:date .
:day a kg:Dating ; kg:earliest "2025-04-11"^^xsd:date ; kg:latest "2025-04-12"^^xsd:date ;
   kg:dateBasis date-basis:window ; kg:printed "in April" .

:pledge a kg:Pledge ; rdfs:label "Pledge"@en ; kg:pledgedBy :land ; kg:pledgedTo :alliance ;
   kg:amount 5300000000.0 ; kg:currency "EUR" ; kg:stage stage:agreed ; kg:under :plan ;
   kg:agreedAt :summit ; kg:partOf :whole ; kg:approximation approximation:exact ;
   kg:condition :peace ; kg:dated :day ; kg:derived true ; kg:derivation "Half of the whole."@en ;
   kg:periodStart "2025-01-01"^^xsd:date .
:whole a kg:Pledge ; rdfs:label "Whole"@en ; kg:pledgedBy :land ; kg:stage stage:proposed ;
   kg:quantityMax 10.0 ; kg:item :thing ; kg:unit unit:items-per-year ;
   kg:approximation approximation:up-to .
:part a kg:Pledge ; rdfs:label "Part"@en ; kg:pledgedBy :land ; kg:stage stage:agreed ;
   kg:share 0.75 ; kg:partOf :whole .
:figure a kg:Measurement ; rdfs:label "Figure"@en ; kg:indicator :count ; kg:subject :plan ;
   kg:valueMin 60000.0 ; kg:valueMax 100000.0 ; kg:unit unit:persons ; kg:printed "60 to 100" ;
   kg:approximation approximation:between ; kg:modality modality:required ;
   kg:periodStart "2025-01-01"^^xsd:date .
:misprint a kg:Measurement ; rdfs:label "Misprint"@en ; kg:indicator :count ; kg:subject :thing ;
   kg:value 996.0 ; kg:unit unit:percent ; kg:modality modality:observed .
:words a kg:Measurement ; rdfs:label "Words"@en ; kg:indicator :count ; kg:subject :thing ;
   kg:printed "several times" ; kg:approximation approximation:vague .
:stance a kg:Stance ; rdfs:label "Stance"@en ; kg:holder :land ; kg:stance stance:supports ;
   kg:towards :plan .
:judged a kg:Assessment ; rdfs:label "Judged"@en ; kg:assesses :plan ; kg:assessor :minister ;
   kg:criterion criterion:cost ; kg:rating rating:higher ; kg:comparedWith :pledge .
:link a kg:Relation ; rdfs:label "Link"@en ; kg:from :land ; kg:relation relation:supplies ;
   kg:to :alliance ; kg:status status:expected ; kg:item :thing ; kg:place :town .
:seat a kg:Participation ; rdfs:label "Seat"@en ; kg:participant :minister ; kg:event :summit ;
   kg:role role:attendee ; kg:mode mode:video-link .
:office a kg:Membership ; rdfs:label "Office"@en ; kg:member :minister ; kg:organization :land ;
   kg:former false .
"""

# code | what to take away: node and property | what to add
BROKEN = """
no-blank-node               |                     | [] a kg:Stance
no-text-exact               |                     | :c-passage oa:exact "text"
no-text-prefix              |                     | :c-passage oa:prefix "text"
no-text-suffix              |                     | :x oa:suffix "text"
no-text-text                |                     | :c schema:text "text"
no-text-article-body        |                     | :s schema:articleBody "text"
source-label                | :s rdfs:label       |
source-publisher            |                     | :s kg:publisher :land
source-publisher-basis      |                     | :s kg:publisherBasis date-basis:printed
source-published            |                     | :s kg:published :day
source-digest               | :s kg:digest        | :s kg:digest "sha256:0"
source-length               | :s kg:length        |
source-paragraphs           | :s kg:paragraphs    | :s kg:paragraphs 0
source-language             | :s kg:language      | :s kg:language "plain English"
source-url                  |                     | :s kg:url "somewhere"
source-author               |                     | :s kg:author :town
source-boilerplate          |                     | :s kg:boilerplate :town
claim-paraphrase            |                     | :c kg:paraphrase "Another."@en
claim-kind                  |                     | :c kg:kind kind:opinion
claim-certainty             | :c kg:certainty     | :c kg:certainty certainty:perhaps
claim-status                | :c kg:claimStatus   |
claim-passage               |                     | :c kg:passage :old-passage
claim-published-in          | :c kg:publishedIn   |
claim-attribution           |                     | :c kg:attribution :town
claim-asserted-by           | :c kg:assertedBy    |
claim-first-step            | :c-step-0 kg:position | :c-step-0 kg:position 2
claim-passage-source        | :c-passage kg:passageOf | :c-passage kg:passageOf :s2
claim-restates              |                     | :c kg:restates :town
claim-elaborates            |                     | :c kg:elaborates :town
claim-supports              |                     | :c kg:supports :plan
claim-contrasts             |                     | :c kg:contrasts :town
claim-superseded-by         |                     | :old kg:supersededBy :town
claim-correction            |                     | :c kg:correction :town
claim-about                 |                     | :c kg:about "money"
claim-status-reason         |                     | :old kg:statusReason "Another."@en
claim-without-reason        | :old kg:statusReason |
restates-itself             |                     | :c kg:restates :c
elaborates-itself           |                     | :c kg:elaborates :c
supports-itself             |                     | :c kg:supports :c
contrasts-itself            |                     | :c kg:contrasts :c
superseded-by-itself        |                     | :old kg:supersededBy :old
passage-of                  | :b kg:passageOf     |
passage-paragraph           |                     | :b kg:paragraph 0
passage-start               | :b kg:start         | :b kg:start 9
passage-end                 | :b kg:end           |
passage-digest              |                     | :b kg:digest "md5:0"
passage-first               | :b kg:first         | :b kg:first "one two three four five"
passage-last                | :b kg:last          |
step-agent                  |                     | :c-step-1 kg:agent :land
step-position               | :c-step-1 kg:position |
step-cue                    | :c-step-1 kg:cue    | :c-step-1 kg:cue "says"
step-basis                  | :c-step-1 kg:basis  | :c-step-1 kg:basis date-basis:window
step-through                |                     | :c-step-1 kg:through :town
part-of-itself              |                     | :whole kg:partOf :part
correction-corrects         | :fix kg:corrects    |
correction-printed          |                     | :fix kg:printed "99%"
correction-proposed         | :fix kg:proposed    |
correction-proposed-value   |                     | :fix kg:proposedValue "96%"
correction-reason           | :fix kg:reason      |
correction-basis            |                     | :fix kg:basis basis:printed
name-form                   |                     | :land-name kg:form "Other"
name-printed-in             |                     | :land-name kg:printedIn :report
name-basis                  |                     | :land-name kg:basis basis:inferred
dating-basis                | :day kg:dateBasis   |
dating-date                 |                     | :day kg:date "11 April"
dating-earliest             | :day kg:earliest    | :day kg:earliest "2025-05-01"^^xsd:date
dating-latest               |                     | :day kg:latest "2025-05-01"^^xsd:date
dating-printed              |                     | :day kg:printed 11
dating-when | | :vague a kg:Dating ; kg:dateBasis date-basis:window
plausible-date              |                     | :day kg:date "0205-04-11"^^xsd:date
plausible-earliest          | :day kg:earliest    | :day kg:earliest "0999-04-11"^^xsd:date
plausible-latest            | :day kg:latest      | :day kg:latest "2205-04-11"^^xsd:date
plausible-period-start      |                     | :figure kg:periodStart "0204-01-01"^^xsd:date
plausible-period-end        |                     | :pledge kg:periodEnd "3024-01-01"^^xsd:date
event-window                |                     | :summit kg:earliest "2025-05-01"^^xsd:date
entity-label                | :town rdfs:label    |
entity-name                 |                     | :town kg:name :day
actor-type                  |                     | :land kg:actorType actor-type:outlet
member-of                   |                     | :land kg:memberOf :town
initiative-type             |                     | :plan kg:initiativeType work-type:report
initiative-proposed-by      |                     | :plan kg:proposedBy :town
initiative-led-by           |                     | :plan kg:ledBy :town
initiative-beneficiary      |                     | :plan kg:beneficiary :town
initiative-dated            |                     | :plan kg:dated :town
initiative-status           |                     | :plan kg:status stage:agreed
initiative-place            |                     | :plan kg:place :report
work-type                   |                     | :report kg:workType work-type:article
work-dated                  |                     | :report kg:dated "in April"
work-authored-by            |                     | :report kg:authoredBy :town
work-published-by           |                     | :report kg:publishedBy :town
item-type                   |                     | :thing kg:itemType item-type:gadget
item-developed-by           |                     | :thing kg:developedBy :town
item-produced-by            |                     | :thing kg:producedBy :town
event-dated                 |                     | :summit kg:dated :town
event-status                |                     | :summit kg:status "done"
event-place                 |                     | :summit kg:place :minister
statement-label             | :stance rdfs:label  |
statement-dated             |                     | :stance kg:dated :town
statement-condition         |                     | :stance kg:condition :town
statement-printed           |                     | :words kg:printed 7
pledge-by                   | :pledge kg:pledgedBy |
pledge-to                   |                     | :pledge kg:pledgedTo :town
pledge-stage                | :pledge kg:stage    | :pledge kg:stage status:agreed
pledge-amount               |                     | :pledge kg:amount "5.3 billion"
pledge-amount-min           |                     | :pledge kg:amountMin 1
pledge-amount-max           |                     | :pledge kg:amountMax "many"
pledge-quantity             |                     | :pledge kg:quantity "30,000"
pledge-quantity-min         |                     | :pledge kg:quantityMin "many"
pledge-quantity-max         |                     | :whole kg:quantityMax "ten"
pledge-share                |                     | :part kg:share "75%"
pledge-currency             |                     | :pledge kg:currency "euro"
pledge-unit                 |                     | :whole kg:unit "a year"
pledge-item                 |                     | :whole kg:item :town
pledge-part-of              |                     | :pledge kg:partOf :plan
pledge-under                |                     | :pledge kg:under :town
pledge-agreed-at            |                     | :pledge kg:agreedAt :town
pledge-approximation        |                     | :pledge kg:approximation "about"
pledge-derived-from         |                     | :pledge kg:derivedFrom "the whole"
pledge-figure               | :part kg:share      |
pledge-has-currency         | :pledge kg:currency |
measurement-indicator       | :figure kg:indicator |
measurement-subject         | :figure kg:subject  |
measurement-value           |                     | :words kg:value "many"
measurement-value-min       |                     | :figure kg:valueMin "60,000"
measurement-value-max       |                     | :figure kg:valueMax "100,000"
measurement-unit            |                     | :figure kg:unit :count
measurement-modality        |                     | :figure kg:modality certainty:probable
measurement-approximation   |                     | :figure kg:approximation approximation:ish
measurement-compared-with   |                     | :figure kg:comparedWith "last year"
measurement-derived-from    |                     | :figure kg:derivedFrom "a table"
measurement-figure          | :words kg:printed   |
measurement-unit-needed     | :figure kg:unit     |
stance-holder               |                     | :stance kg:holder :town
stance-stance               |                     | :stance kg:stance kg:supports
stance-towards              | :stance kg:towards  |
assessment-assesses         | :judged kg:assesses |
assessment-assessor         | :judged kg:assessor |
assessment-criterion        | :judged kg:criterion |
assessment-rating           | :judged kg:rating   |
assessment-compared-with    |                     | :judged kg:comparedWith "others"
assessment-comparison       | :judged kg:comparedWith |
relation-from               | :link kg:from       |
relation-to                 | :link kg:to         |
relation-relation           |                     | :link kg:relation stance:supports
relation-status             |                     | :link kg:status stage:agreed
relation-item               |                     | :link kg:item :plan
relation-place              |                     | :link kg:place :plan
participation-participant   | :seat kg:participant |
participation-event         |                     | :seat kg:event :town
participation-role          | :seat kg:role       |
participation-mode          |                     | :seat kg:mode role:chair
membership-member           | :office kg:member   |
membership-organization     |                     | :office kg:organization :town
membership-former           |                     | :office kg:former "yes"
amount-negative             |                     | :pledge kg:amount -1.0
amount-min-negative         |                     | :pledge kg:amountMin -1.0
amount-max-negative         |                     | :pledge kg:amountMax -1.0
amount-bounds               |                     | :pledge kg:amountMin 9.0 ; kg:amountMax 8.0
quantity-negative           |                     | :whole kg:quantity -1.0
quantity-min-negative       |                     | :whole kg:quantityMin -1.0
quantity-max-negative       |                     | :whole kg:quantityMax -1.0
quantity-bounds             |                     | :whole kg:quantityMin 11.0
share-negative              |                     | :part kg:share -0.1
share-over-one              |                     | :part kg:share 75.0
pledge-period               |                     | :pledge kg:periodEnd "2024-12-31"^^xsd:date
measurement-period          |                     | :figure kg:periodEnd "2024-12-31"^^xsd:date
value-bounds                |                     | :figure kg:valueMin 200000.0
percent-over-hundred        | :fix kg:corrects    | :fix kg:corrects :words
bare-number | :pledge kg:approximation | :pledge kg:approximation approximation:up-to
derived-without-derivation  | :pledge kg:derivation |
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in BROKEN.strip().splitlines()]


@cache
def _sound() -> Graph:
    return Graph().parse(data=f"{PREFIXES}@prefix : <https://example.org/good/> .\n{GOOD}")


def _moved(node: Node, case: str) -> Node:
    if isinstance(node, URIRef) and node.startswith("https://example.org/good/"):
        return URIRef(node.replace("/good/", f"/{case}/", 1))
    return node


def _data(case: str, drop: str = "", add: str = "") -> Graph:
    """The sound data set in a namespace of its own, less one property, plus some triples."""
    head = f"{PREFIXES}@prefix : <https://example.org/{case}/> .\n"
    graph = Graph()
    for s, p, o in _sound():
        graph.add((_moved(s, case), p, _moved(o, case)))
    if drop:
        subject, predicate, _ = next(iter(Graph().parse(data=f"{head}{drop} 0 .")))
        assert (subject, predicate, None) in graph, drop
        graph.remove((subject, predicate, None))
    return graph.parse(data=f"{head}{add} .") if add else graph


def _findings(data: Graph, shapes: Graph) -> dict[str, set[str]]:
    """The codes of the findings, by the case in whose namespace the focus node is."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    found = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        case = str(focus).split("/")[3] if isinstance(focus, URIRef) else "no-blank-node"
        found[case].add(str(report.value(result, SH.sourceShape)).removeprefix(KGSH))
    return found


@pytest.fixture(scope="module")
def known(ontology: Graph, concepts: Graph) -> Graph:
    return ontology + concepts


@pytest.fixture(scope="module")
def found(known: Graph, shapes: Graph) -> dict[str, set[str]]:
    """All broken data sets at once, each in its own namespace."""
    data = Graph() + known
    for code, drop, add in CASES:
        data += _data(code, drop, add)
    return _findings(data, shapes)


def test_a_sound_data_set_has_no_findings(known: Graph, shapes: Graph) -> None:
    assert _findings(known + _data("good"), shapes) == {}


@pytest.mark.parametrize("code", [code for code, *_ in CASES])
def test_what_is_broken_is_found(code: str, found: dict[str, set[str]]) -> None:
    assert code in found[code]


def test_every_finding_has_an_example(shapes: Graph) -> None:
    speaking = {str(s).removeprefix(KGSH) for s in shapes.subjects(SH.message)}
    assert {code for code in speaking if not code.endswith("-query")} == {c for c, *_ in CASES}


def test_one_pledge_with_two_amounts_is_no_error(known: Graph, shapes: Graph) -> None:
    two = _data("two", add=':pledge kg:amount 5000000000.0 ; rdfs:label "Its other name"@en')
    assert _findings(known + two, shapes) == {}


def test_a_second_claim_may_hedge_what_the_first_gives_as_exact(
    known: Graph, shapes: Graph
) -> None:
    kg = Namespace(f"{ROOT}ns#")
    hedged = _data("hedged", add=":pledge kg:approximation approximation:about")
    assert _findings(known + hedged, shapes) == {}
    assert len(list(hedged.objects(None, kg.approximation))) > 1
