"""The health records of an export are FHIR, as a library reads it, and hold what was told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from pydantic import BaseModel, ValidationError

from bot.export import fhir
from bot.store import everything
from tests.support.settled import settle
from tests.support.story import LIBRARY, Story


async def records(language: str = "en") -> dict[str, Any]:
    """Return the bundle of somebody who walked three times, told a pain, and did a self-test."""
    async with Story.open() as story:
        ana = await settle(story)
        await ana.say("20 min pain 3 hard")
        await ana.say("/pain 4")
        async with story.engine.database.transaction() as tx:
            tx.run("UPDATE walks SET gate_pain = 2, two_hour_pain = 5")
            tx.run(
                "INSERT INTO walks (user_id, on_day, minutes, undone_at)"
                " VALUES (1, '2026-11-22', 9, '2026-11-22T09:00:00Z')"
            )
            tx.run("INSERT INTO walks (user_id, on_day, minutes) VALUES (1, '2026-11-21', 12)")
            tx.run("UPDATE pain_reports SET region = 'knee', side = 'left'")
            tx.run(
                "INSERT INTO self_tests (user_id, kind, offered_on, pain, enjoyment, activity, minutes, stands,"
                " finished_at)"
                " VALUES (1, 'full', '2026-11-22', 5, 4, 0, 15, -1, '2026-11-22T09:00:00Z')"
            )
            tx.run("INSERT INTO self_tests (user_id, kind, offered_on) VALUES (1, 'well', '2026-11-23')")
            tables = everything.rows_of(tx, 1)
    found: dict[str, Any] = json.loads(fhir.bundle(1, tables, LIBRARY.words[language]))
    return found


def of_kind(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the resources of a kind."""
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def unlisted(model: Any) -> Iterator[str]:
    """Yield each code that is none of those its field requires: the library knows them and does not insist."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        listed = (field.json_schema_extra or {}).get("enum_values")
        if listed and value is not None and value not in listed:
            yield f"{type(model).__name__}.{name}: {value}"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, BaseModel):
                yield from unlisted(each)


@pytest.mark.parametrize("language", LIBRARY.words)
async def test_a_library_reads_every_record(language: str) -> None:
    """Every resource is valid, and comes out of the library as it went in."""
    bundle = await records(language)
    read = Bundle.model_validate(bundle)
    assert json.loads(read.model_dump_json(exclude_none=True)).keys() == bundle.keys()
    assert len(read.entry or []) == len(bundle["entry"])
    assert not [*unlisted(read)]


async def test_the_library_would_find_a_fault() -> None:
    """A field that no record has, a day that is none, and a status that there is not."""
    for change in ({"pain": 5}, {"effectiveDateTime": "yesterday"}):
        bundle = await records()
        of_kind(bundle, "Observation")[0].update(change)
        with pytest.raises(ValidationError):
            Bundle.model_validate(bundle)
    bundle = await records()
    of_kind(bundle, "Observation")[0]["status"] = "done"
    assert [*unlisted(Bundle.model_validate(bundle))] == ["Observation.status: done"]


async def test_what_was_told_is_in_it() -> None:
    """Scores with their code and place, walks with minutes and scores, a self-test but for what was left out."""
    bundle = await records()
    coded = [(o["code"]["coding"][0]["code"], o["valueQuantity"]["value"]) for o in of_kind(bundle, "Observation")]
    assert sorted(coded) == [("55411-3", 12), ("55411-3", 20), *(("72514-3", score) for score in (2, 3, 4, 5))]
    (placed,) = [o for o in of_kind(bundle, "Observation") if "bodySite" in o]
    assert placed["bodySite"] == {"text": "Knee, left"}
    assert placed["effectiveDateTime"] == "2026-11-23T08:00:00+00:00"
    (test,) = of_kind(bundle, "QuestionnaireResponse")
    answers = {item["linkId"]: item["answer"][0]["valueInteger"] for item in test["item"]}
    assert answers == {"pain": 5, "enjoyment": 4, "activity": 0, "minutes": 15}


async def test_every_reference_leads_to_a_record_and_ids_are_unique() -> None:
    """The same rows have the same ids in every export."""
    bundle = await records()
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls)
    assert [entry["fullUrl"].removeprefix("urn:uuid:") for entry in bundle["entry"]] == [
        entry["resource"]["id"] for entry in bundle["entry"]
    ]
    (questionnaire,) = of_kind(bundle, "Questionnaire")
    for resource in (entry["resource"] for entry in bundle["entry"]):
        referred = [resource["subject"]] if "subject" in resource else []
        for reference in [*referred, *resource.get("hasMember", ())]:
            assert reference["reference"] in urls
        assert resource.get("questionnaire", questionnaire["url"]) == questionnaire["url"]
    assert (await records())["entry"][0] == bundle["entry"][0]


def test_nobody_without_data_breaks_it() -> None:
    """Somebody who only answered the first question has a bundle with themselves in it."""
    bundle = json.loads(fhir.bundle(1, {"users": [{"user_id": 1}]}, LIBRARY.words["en"]))
    assert [entry["resource"]["resourceType"] for entry in bundle["entry"]] == ["Patient"]
    Bundle.model_validate(bundle)
