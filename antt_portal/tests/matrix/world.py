"""One small world with everybody in it: the owner's people, the board's, strangers, neighbours, the other board."""

import io
from datetime import date
from functools import cached_property

from django.conf import settings

from antt_portal.core.inspection import inspect
from antt_portal.core.models import Paper
from antt_portal.core.tests.inspection.corpus import jpeg
from directives.asking.bundling import attach
from directives.asking.loading import shipped, store_letter
from directives.incoming import Columns, enter
from directives.models import (
    Directive,
    Instrument,
    InstrumentStatus,
    LetterStatus,
    LetterTemplate,
    SeriesGroup,
    SigningKey,
)
from directives.tests.audiences import Scene, issued
from directives.tests.factories import InstrumentFactory, ObligationFactory
from directives.tests.forwardings import forwarded
from directives.tests.office import DRAFTED, Office, a_letter, delegated
from directives.writing.composing import blank_letter, draft, keep_version
from directives.writing.letter_templates import write
from directives.writing.numbering import reserve
from enterprises.actor import Actor
from enterprises.middleware import SESSION_KEY
from enterprises.models import Capacity, ContactSource, Membership, Organisation, OrganisationKind, Role, User
from enterprises.people.invitations import invite, revoke
from enterprises.tests.factories import (
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    ZoneFactory,
    actor,
    board_organisation,
    place,
)
from reports.consulting import ask_opinion
from reports.incidents.reporting import report
from reports.library import add_file, use
from reports.models import Recognition
from reports.recognising import create_batch
from reports.tests.factories import OPENED, REVIEWED, YEAR, Filing
from reports.tests.incidents.happening import facts

OWNER = ("editor", "head")
BOARD = ("officer", "unit_head", "leader", "clerk", "administrator")
ASKED = ("agent",)
# People with an organisation who must not learn that the row exists.
OUTSIDE = ("other_agent", "investor", "neighbour", "other_board", "other_board_tenant")
# Signed in, but acting for nobody today.
NOBODY = ("former", "without_organisation")
ANONYMOUS = ("anonymous",)
EVERYBODY = (*OWNER, *BOARD, *ASKED, *OUTSIDE, *NOBODY, *ANONYMOUS)
ACTING = (*OWNER, *BOARD, *ASKED, *OUTSIDE)


class World:
    """The rows that addresses point at, and a membership or user per persona."""

    def __init__(self) -> None:
        self.filing = filing = Filing()
        self.organisation, self.board = filing.organisation, filing.board
        self.recogniser = self._agency("UBND thử nghiệm")
        Organisation.objects.filter(pk=self.organisation.pk).update(recogniser=self.recogniser)
        self.organisation.refresh_from_db()
        self.zone = ZoneFactory(board=self.board)
        self.tenancy = place(self.organisation, self.zone)
        self.answer = filing.report.answers.select_related("obligation", "report").first()
        photo = io.BytesIO(jpeg())
        self.evidence = add_file(photo, inspect(photo, "Camera.jpg"), by=filing.editor, at=OPENED)
        self.use = use(self.evidence, self.answer, by=filing.editor, at=OPENED)
        filing.fill().submit()
        self.incident = report(facts(happened_at=OPENED, zone=self.zone), by=filing.editor, at=OPENED)
        self.report = filing.report
        self.agency = self._agency("Công an thử nghiệm")
        self.opinion = ask_opinion(
            self.report, self.agency, question="", due_on=date(2026, 11, 10), by=filing.officer, at=REVIEWED
        )
        self.event = filing.report.instruments.get().obligations.get(code="event_a")
        self.paper = Paper.objects.get(board_id=self.board.pk, subject_kind="reports.submission")
        self._recognition()
        self._directives()
        self.memberships = self._memberships()
        self._contacts(Actor.of(self.memberships["officer"]))
        self._composing(Actor.of(self.memberships["officer"]))
        self._outgoing(Actor.of(self.memberships["leader"]))
        self._shut_out()

    def _agency(self, name: str) -> Organisation:
        return OrganisationFactory(board=self.board, kind=OrganisationKind.AGENCY, name=name)

    def _recognition(self) -> None:
        """A second organisation of the same board with an accepted dossier on a list."""
        other = OrganisationFactory(board=self.board, recogniser=self.recogniser)
        accepted = Filing(organisation=other).fill().submit().review().accept()
        self.batch = create_batch([accepted.report], self.recogniser, year=YEAR, by=accepted.officer, at=REVIEWED)
        self.recognition = Recognition.objects.get(board=self.board)

    def _directives(self) -> None:
        self.letter = store_letter(self.board, shipped("letters/thai-binh-2020"), by=self.filing.officer, at=OPENED)
        self.draft = InstrumentFactory(board=self.board, status=InstrumentStatus.DRAFT)
        self.draft_obligation = ObligationFactory(instrument=self.draft)
        self.instrument = Instrument.objects.get(board=self.board, status=InstrumentStatus.IN_FORCE)

    def _outgoing(self, leader: Actor) -> None:
        """A letter of other people's that waits for the leader's signature, a number that was kept, and a key."""
        own = leader.organisation
        drafter, reader, clerk = (actor(role, own) for role in (Role.OFFICER, Role.UNIT_HEAD, Role.CLERK))
        self.delegation = delegated(own, leader)
        self.office = Office(own, drafter, reader, leader, clerk, self.delegation)
        self.outgoing = a_letter(self.office, LetterStatus.TO_SIGN)
        self.key = SigningKey.objects.create(board=self.board, key_name="thu", user=clerk.user)
        self.arrived = enter(own, Columns(DRAFTED.date(), "UBND thử nghiệm", "Công văn thử"), by=clerk, at=DRAFTED)
        (self.entry,) = reserve(own, SeriesGroup.LETTERS, count=1, reason="Thử", by=clerk, at=DRAFTED)

    def _shut_out(self) -> None:
        """Whoever was invited, and is not any more; whoever was to sign for others, until a day that is past."""
        officer = Actor.of(self.memberships["officer"])
        contact = ContactFactory(organisation=self.organisation)
        revoke(invite(self.organisation, contact, by=officer, at=OPENED), by=officer, at=OPENED)
        self.users = {"without_organisation": UserFactory(email=contact.email)}
        unit_head = Actor.of(self.memberships["unit_head"])
        delegated(unit_head.organisation, unit_head, valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))

    @cached_property
    def directive(self) -> Directive:
        """Issued when a row asks for it: to every investor and tenant, and forwarded to the owner by its landlord."""
        landlord = Actor.of(self.memberships["investor"])
        people = {landlord.organisation_id: [landlord]}
        groups = [[self.organisation]]
        scene = Scene(
            self.office, [self.zone], [landlord.organisation], groups, self.organisation, self.organisation, people
        )
        directive = issued(scene)
        forwarded(scene, directive, to=[self.organisation])
        return directive

    def _composing(self, officer: Actor) -> None:
        """A draft with a file and a version, and a template."""
        text = blank_letter(officer.organisation, "official_letter", on=OPENED.date())
        letter = draft(officer.organisation, text, by=officer, at=OPENED)
        keep_version(letter, note="", by=officer, at=OPENED)
        photo = io.BytesIO(jpeg())
        attach(letter, photo, inspect(photo, "Camera.jpg"), title="", by=officer, at=OPENED)
        template = LetterTemplate(board=self.board)
        self.template = write(template, name="Mẫu thử", data=text, by=officer, at=OPENED)
        self.composed, self.enclosure = letter, letter.enclosures.get()

    def _contacts(self, officer: Actor) -> None:
        """A contact told by the investor of the zone, and another that was invited."""
        told = {"confirmed": False, "source": ContactSource.INVESTOR}
        self.contact = ContactFactory(organisation=self.organisation, **told)
        invited = ContactFactory(organisation=self.organisation)
        self.invitation = invite(self.organisation, invited, by=officer, at=OPENED)

    def _memberships(self) -> dict[str, Membership]:
        own = board_organisation(self.board)
        investor = OrganisationFactory(board=self.board, kind=OrganisationKind.INVESTOR)
        place(investor, self.zone, Capacity.INVESTOR)
        people = {
            "editor": self.filing.editor,
            "head": self.filing.head,
            "officer": actor(Role.OFFICER, own),
            "unit_head": actor(Role.UNIT_HEAD, own),
            "leader": actor(Role.LEADER, own),
            "clerk": actor(Role.CLERK, own),
            "administrator": actor(Role.ADMINISTRATOR, own),
            "agent": actor(Role.AGENT, self.agency),
            "other_agent": actor(Role.AGENT, self._agency("Liên đoàn Lao động thử nghiệm")),
            "investor": actor(Role.HEAD, investor),
            "neighbour": actor(Role.HEAD, OrganisationFactory(board=self.board)),
            "other_board": actor(Role.UNIT_HEAD),
            "other_board_tenant": actor(Role.HEAD),
        }
        former = MembershipFactory(organisation=self.organisation, role=Role.HEAD, valid_to=date(2021, 1, 1))
        return {**{name: person.membership for name, person in people.items()}, "former": former}

    def enter(self, client, persona: str) -> None:
        """Sign ``client`` in as ``persona``, acting for the organisation of the persona."""
        if persona == "anonymous":
            return
        membership = self.memberships.get(persona)
        user: User = membership.user if membership else self.users[persona]
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        if membership:
            session = client.session
            session[SESSION_KEY] = str(membership.public_id)
            session.save()
