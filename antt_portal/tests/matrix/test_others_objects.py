"""Somebody else's object in every field of every form that names one: refused, and nothing of it is written.

The first walk opens every page of the matrix; each field found is sent once with an object behind another board's wall
and, by people of enterprises and agencies, once with a neighbour's.
"""

import importlib
import pkgutil
import re

import pytest
from django import forms
from django.db import connection, transaction
from django.forms.forms import BaseForm
from django.http import QueryDict

import antt_portal
import directives
import enterprises
import reports
from antt_portal.tests.matrix.others_objects import ENTERPRISES, Slots, complete, of_board, of_neighbour, traces
from antt_portal.tests.matrix.world import World
from enterprises.tests.factories import ZoneFactory, place

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ORDINARY = ("UPDATE", "INSERT", "DELETE")
# Every test of its own, where the page waits for a moment that this world does not have.
ELSEWHERE = {
    "NumberForm": "test_a_kept_number_that_is_not_there_gives_no_number",
    "MergeForm": "test_an_enterprise_of_another_board_is_no_successor",
    "InvestorForm": "test_a_zone_or_investor_of_another_board_is_no_choice",
}
# Forms that name no object.
WITHOUT_OBJECTS = {
    *("AcceptForm", "AddressForm", "AnswerForm", "ArrivalForm", "AskForm", "AuthorityNoteForm", "BlankForm"),
    *("BreachForm", "Moment", "OutcomeForm", "SentForm"),
    *("CampaignForm", "ClassifyForm", "CloseForm", "CodeForm", "ColumnsForm", "CompileForm", "ContactForm"),
    *("CopyForm", "CorrectForm", "CorrectionReasonForm", "CoveringForm", "DayForm", "DayListForm"),
    *("DayNoteForm", "DecideForm", "DecisionForm", "DoneForm", "DutyForm", "EditionForm", "EndForm"),
    *("EntryForm", "EvidenceForm", "FieldRow", "FiguresForm", "FileForm", "HandInForm", "HandOverForm"),
    *("IncomingFilter", "InstrumentForm", "InviteForm", "ItemForm", "JudgementForm"),
    *("LetterFilter", "LibraryFilter", "MomentForm", "NarrativeForm", "NoteForm", "ObligationForm"),
    *("OpinionForm", "OutboxForm", "PauseForm", "PlaceholderForm", "PreferencesForm", "ReasonForm"),
    *("RefusalForm", "RegisterFilter", "RenameForm", "ReopenForm", "ReserveForm", "ResetForm", "RetireForm"),
    *("ReturnForm", "RevokeForm", "SampleForm", "ScanForm", "SchemaForm", "SendBackForm", "SignedForm", "SkipForm"),
    *("StepForm", "SuccessionForm", "TemplateForm", "TokenForm", "VerifyForm", "WebhookForm"),
}


def subclasses(of):
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


def form_names():
    """Of the project's own forms, wherever they are written; libraries make some more of them at run time."""
    for package in (antt_portal, enterprises, directives, reports):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if re.search(r"\.forms\b|_filter$|_page$|_settings$", module.name) and ".tests" not in module.name:
                importlib.import_module(module.name)
    ours = ("antt_portal.", "enterprises.", "directives.", "reports.")
    return {one.__name__ for one in subclasses(BaseForm) if one.__module__.startswith(ours)}


class Watch:
    """What forms make of the text sent, and whether anything was written."""

    def __init__(self, monkeypatch):
        self.text, self.wrote, self.seen, self.tried = "", False, [], set()
        original = BaseForm.full_clean

        def full_clean(form):
            original(form)
            if named := self._named(form):
                self.seen.append((form, named))
                self.tried.add(type(form).__name__)

        monkeypatch.setattr(BaseForm, "full_clean", full_clean)

    def _named(self, form):
        """The fields of ``form`` that were sent the text."""
        if not form.is_bound or not isinstance(form.data, QueryDict):
            return []
        return [name for name in form.fields if self.text in form.data.getlist(form.add_prefix(name))]

    def __call__(self, execute, sql, params, many, context):
        is_session = "django_session" in sql or "usersessions" in sql
        self.wrote = self.wrote or (sql.startswith(ORDINARY) and not is_session)
        return execute(sql, params, many, context)


def taken(form, name):
    """A choice that holds is taken; what is only an id is judged by what comes of it."""
    return isinstance(form.fields[name], forms.ChoiceField) and form.cleaned_data.get(name) not in (None, "", [])


def sent(slots, slot, other, watch, theirs):
    """What went wrong."""
    before = slots.traces_of(other, theirs.board.pk)
    watch.text, watch.wrote, watch.seen = slot.text_of(other), False, []
    with transaction.atomic():
        with connection.execute_wrapper(watch):
            answer = getattr(slots.client(slot.who), slot.form.method)(slot.url, slot.filled(other))
            body = answer.getvalue().decode(errors="replace")
        after = traces(other, theirs.board.pk) if watch.wrote else before
        transaction.set_rollback(True)
    yield from (f"taken by {type(form).__name__}" for form, named in watch.seen for name in named if taken(form, name))
    yield from (f"wrote {name}" for name in after if after[name] != before[name])
    if slot.form.method == "get" and re.search(rf"{re.escape(theirs.organisation.name)}(?!\d)", body):
        yield "told of the other board's enterprise"


def test_nobody_elses_object_is_taken(monkeypatch):
    world, theirs = World(), World()
    complete(theirs)
    place(world.organisation, ZoneFactory(board=world.board))  # in two zones, an enterprise says which
    slots, watch, found = Slots(world), Watch(monkeypatch), {}
    for key, slot in slots.found.items():
        others = [of_board(slot.model, theirs)]
        if slot.who in ENTERPRISES:
            others.append(of_neighbour(slot.model, world))
        for other in filter(None, others):
            if wrong := list(sent(slots, slot, other, watch, theirs)):
                found[key, str(other)] = wrong
    assert found == {}
    names = form_names()
    untold = names - WITHOUT_OBJECTS - ELSEWHERE.keys() - watch.tried
    assert untold == set(), "forms that name objects, and whose pages were not tried; or add them to WITHOUT_OBJECTS"
    assert (WITHOUT_OBJECTS | ELSEWHERE.keys()) - names == set()
    assert (WITHOUT_OBJECTS & watch.tried) == set()
