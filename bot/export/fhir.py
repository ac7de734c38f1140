"""Pain, walks and self-tests as health records: a FHIR R4 bundle (HL7 FHIR 4.0.1) for programs of that kind.

Each score is an Observation (LOINC 72514-3, pain severity 0-10 as reported). A walk is an Observation of its minutes
(LOINC 55411-3, exercise duration) with its scores as members. A self-test is a QuestionnaireResponse: three questions
are those of the PEG in our own words, so that they carry no code of it. Walks that were taken back are left out.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID, uuid5

import msgspec

from bot.content.shapes import Words
from bot.domain.coaching.self_test import BODY_QUESTIONS, PAIN_QUESTIONS, SKIPPED
from bot.export.columns import Row, Tables

Resource: TypeAlias = dict[str, Any]

SPACE = UUID("5d9c1e56-6a3f-5a53-9f5d-0c9a4a1f7c11")
"""Under which ids are made: the same row has the same id in every export."""
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
PAIN = {"system": LOINC, "code": "72514-3", "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported"}
DURATION = {"system": LOINC, "code": "55411-3", "display": "Exercise duration"}
SCORES = ("before", "worst_pain", "two_hour_pain")


def bundle(user_id: int, tables: Tables, words: Words) -> bytes:
    """Return the bundle (JSON) of somebody's rows, its texts in the language of `words`."""
    records = _Records(user_id, words)
    resources = [
        records.patient(),
        *(report for row in tables.get("pain_reports", ()) for report in records.report(row)),
        *(record for row in tables.get("walks", ()) for record in records.walk(row)),
        *records.self_tests(tables.get("self_tests", ())),
    ]
    entries = [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources]
    found = {"resourceType": "Bundle", "id": records.id_of("bundle", 0), "type": "collection", "entry": entries}
    return msgspec.json.format(msgspec.json.encode(found), indent=2)


class _Records:
    """Makes the records of one person."""

    def __init__(self, user_id: int, words: Words) -> None:
        self._user_id, self._words = user_id, words
        self._said = words.exported.tables
        self._subject = {"reference": self._url("patient", 0)}

    def id_of(self, kind: str, number: int) -> str:
        return str(uuid5(SPACE, f"{self._user_id}/{kind}/{number}"))

    def patient(self) -> Resource:
        """Return the person, without a name: whoever reads it in knows whose it is."""
        return {"resourceType": "Patient", "id": self.id_of("patient", 0)}

    def report(self, row: Row) -> Iterator[Resource]:
        """Yield the score of a pain report, if it has one, with its place."""
        if row["score"] is None:
            return
        place = self._words.body_map.get(row["region"]) or self._words.regions.get(row["region"])
        side = self._words.exported.values["side"].get(row["side"] or "")
        shown = {"bodySite": {"text": ", ".join(filter(None, (place, side)))}} if place else {}
        found = self._pain("report", row["report_id"], self._said["pain_reports"].columns["score"], row["reported_at"])
        yield {**found, **shown, "valueQuantity": _score(row["score"])}

    def walk(self, row: Row) -> Iterator[Resource]:
        """Yield a walk and the scores told with it; none of one that was taken back, or that has no minutes."""
        if row["undone_at"] is not None or not row["minutes"]:
            return
        gate = row["gate_pain"]
        scores = {**row, "before": row["before_pain"] if gate is None else gate}
        told = [name for name in SCORES if scores[name] is not None]
        for name in told:
            text = self._said["walks"].columns[name]
            yield {**self._pain(name, row["walk_id"], text, row["on_day"]), "valueQuantity": _score(scores[name])}
        members = {"hasMember": [{"reference": self._url(name, row["walk_id"])} for name in told]} if told else {}
        yield {
            "resourceType": "Observation",
            "id": self.id_of("walk", row["walk_id"]),
            "status": "final",
            "category": [{"coding": [{"system": CATEGORIES, "code": "activity"}]}],
            "code": {"coding": [DURATION], "text": self._said["walks"].columns["minutes"]},
            "subject": self._subject,
            "effectiveDateTime": row["on_day"],
            "valueQuantity": {"value": row["minutes"], "unit": "min", "system": UCUM, "code": "min"},
            **members,
        }

    def self_tests(self, rows: Iterable[Row]) -> Iterator[Resource]:
        """Yield the self-tests that were finished, and what they ask; nothing where there is none."""
        finished = [row for row in rows if row["finished_at"] is not None]
        if not finished:
            return
        yield {
            "resourceType": "Questionnaire",
            "id": self.id_of("questionnaire", 0),
            "url": self._url("questionnaire", 0),
            "status": "active",
            "title": self._said["self_tests"].about,
            "item": [
                {"linkId": name, "text": self._said["self_tests"].columns[name], "type": "integer"}
                for name in (*PAIN_QUESTIONS, *BODY_QUESTIONS)
            ],
        }
        for row in finished:
            yield {
                "resourceType": "QuestionnaireResponse",
                "id": self.id_of("self_test", row["test_id"]),
                "questionnaire": self._url("questionnaire", 0),
                "status": "completed",
                "subject": self._subject,
                "source": self._subject,
                "authored": _instant(row["finished_at"]),
                "item": [
                    {
                        "linkId": name,
                        "text": self._said["self_tests"].columns[name],
                        "answer": [{"valueInteger": row[name]}],
                    }
                    for name in (*PAIN_QUESTIONS, *BODY_QUESTIONS)
                    if row[name] is not None and row[name] != SKIPPED
                ],
            }

    def _pain(self, kind: str, number: int, text: str, at: str) -> Resource:
        return {
            "resourceType": "Observation",
            "id": self.id_of(kind, number),
            "status": "final",
            "category": [{"coding": [{"system": CATEGORIES, "code": "survey"}]}],
            "code": {"coding": [PAIN], "text": text},
            "subject": self._subject,
            "effectiveDateTime": _instant(at) if "T" in at else at,
        }

    def _url(self, kind: str, number: int) -> str:
        return f"urn:uuid:{self.id_of(kind, number)}"


def _score(value: int) -> Resource:
    return {"value": value, "unit": "{score}", "system": UCUM, "code": "{score}"}


def _instant(stored: str) -> str:
    """Return a stored instant as FHIR writes one, with its offset."""
    return datetime.fromisoformat(stored).isoformat()
