"""Malformed data of every kind: each fault with its path, and nothing printed that a kind has no place for."""

from collections.abc import Callable
from typing import Any

import pytest

from directives.documents.reading import read_document
from directives.letters import KINDS, MalformedLetter
from directives.tests.letters.examples import NAMES, example

Data = dict[str, Any]


def faults_of(data: object) -> dict[str, str]:
    with pytest.raises(MalformedLetter) as caught:
        read_document(data)
    return {fault.path: fault.message for fault in caught.value.faults}


def steps_to(data: Any, steps: tuple[int | str, ...] = ()) -> list[tuple[int | str, ...]]:
    """Every place of an example, but for what a filing leaves open: schemas and figures."""
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [steps] if steps else []
    for step, child in children:
        if step not in {"fields", "figures"}:
            found += steps_to(child, (*steps, step))
    return found


def spoil(data: Any, steps: tuple[int | str, ...], value: object) -> None:
    for step in steps[:-1]:
        data = data[step]
    data[steps[-1]] = value


def written(steps: tuple[int | str, ...]) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


@pytest.mark.parametrize("name", NAMES)
def test_rubbish_anywhere_is_named_where_it_stands(name):
    places = [steps for steps in steps_to(example(name)) if steps[-1] != "kind"]
    for steps in places:
        data = example(name)
        spoil(data, steps, {"rubbish": [1.5]})
        faults = faults_of(data)
        assert any(path.startswith(written(steps)) for path in faults), steps


@pytest.mark.parametrize("name", NAMES)
def test_a_key_nobody_knows_is_named(name):
    data = example(name) | {"ghi_chu": "x"}
    assert set(faults_of(data)) == {"$.ghi_chu"}


def table_of(data: Data) -> Any:
    return data["sections"][0]["tables"][0]


def file_of(data: Data) -> Any:
    return data["bundle"][0]["files"][0]


def last_of(data: Data) -> Any:
    return data["listed"]["enterprises"][4]


@pytest.mark.parametrize(
    ("name", "change", "path"),
    [
        ("decision", lambda data: data["listed"].update(enterprises=[]), "$.listed.enterprises"),
        ("covering_letter", lambda data: data["receivers"].update(receivers=[]), "$.receivers.receivers"),
        ("covering_letter", lambda data: data.update(bundle=[]), "$.bundle"),
        ("covering_letter", lambda data: data["bundle"][1].update(files=[]), "$.bundle[1].files"),
        ("roll_up_report", lambda data: data["late"].update(answers=[]), "$.late.answers"),
        ("roll_up_report", lambda data: table_of(data).update(rows=[]), "$.sections[0].tables[0].rows"),
        ("request_to_supplement", lambda data: data.update(items=[]), "$.items"),
        ("correction", lambda data: data.update(errata=[]), "$.errata"),
        ("recall_notice", lambda data: data.update(recalled=[]), "$.recalled"),
        ("certificate", lambda data: data.update(body=[{"text": "Không in."}]), "$.body"),
        ("certificate", lambda data: data["holder"].update(name="Mẫu " * 200), "$.holder.name"),
        ("certificate", lambda data: data.update(archive="Lưu: VT"), "$.archive"),
        ("certificate", lambda data: data["decision"]["date"].update(month=None), "$.decision.date.month"),
        ("certificate", lambda data: data["verification"].update(url="javascript:alert(1)"), "$.verification.url"),
        ("acknowledgement_proof", lambda data: data.update(number=3), "$.number"),
        ("acknowledgement_proof", lambda data: data.update(acknowledged_at="2024-01-10T09:14:05"), "$.acknowledged_at"),
        ("acknowledgement_proof", lambda data: file_of(data).update(sha256="ab"), "$.bundle[0].files[0].sha256"),
        ("submission", lambda data: last_of(data).update(accepted_on=[]), "$.listed.enterprises[4].accepted_on"),
        ("certificate", lambda data: data["decision"]["date"].update(day=31, month=2), "$.decision.date"),
        ("copy", lambda data: data.update(form="sao_chep"), "$.form"),
        ("copy", lambda data: data.update(body=[{"text": "Không in."}]), "$.body"),
    ],
)  # fmt: skip
def test_a_list_without_rows_and_parts_that_a_kind_has_not_are_refused(
    name: str, change: Callable[[Data], None], path: str
) -> None:
    data = example(name)
    change(data)
    faults = faults_of(data)
    assert set(faults) == {path}
    assert "không đúng dạng." not in faults[path]


def test_only_what_is_out_is_copied():
    data = example("copy")
    data["original"]["number"] = None
    assert set(faults_of(data)) == {"$.original"}


def test_faults_of_what_is_copied_have_paths_without_its_kind():
    data = example("copy")
    data["original"] = example("decision")
    del data["original"]["symbol"]
    data["original"]["decider"] = 7
    assert set(faults_of(data)) == {"$.original.symbol", "$.original.decider"}
    data["original"]["kind"] = "copy"
    assert "decision" in faults_of(data)["$.original"]


@pytest.mark.parametrize("rubbish", [{"kind": "poem"}, {"kind": []}, {}])
def test_an_unknown_kind_is_told_all_that_there_are(rubbish):
    message = faults_of(rubbish)["$.kind"]
    assert all(kind in message for kind in (*KINDS, "registration", "self_assessment"))


def test_a_filing_that_was_not_handed_in_is_no_paper():
    data = example("registration")
    del data["submitted"]
    assert set(faults_of(data)) == {"$.submitted"}


def test_figures_that_do_not_fit_their_fields_are_named_with_their_answer():
    data = example("self_assessment")
    group = data["answers"][4]["fields"]["groups"][0]
    data["answers"][4]["figures"] = {group["key"]: 12}
    data["answers"][5]["fields"]["groups"][0]["surprise"] = 1
    faults = set(faults_of(data))
    assert f"$.answers[4].figures.{group['key']}" in faults
    assert any(path.startswith("$.answers[5].fields.groups[0]") for path in faults)
