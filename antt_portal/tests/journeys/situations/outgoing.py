"""What those meet who carry letters: at every step, in the register, and saying who signs."""

from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from directives.models import FileStage, LetterFile, LetterStatus, OfficialLetter, RegisterEntry, Relation
from directives.tests.office import DRAFTED, Office, a_letter, carry, delegated
from directives.writing.numbering import reserve, skip


def letter(status):
    return lambda _one: [OfficialLetter.objects.filter(status=status).earliest("pk").public_id]


def entry(state):
    return lambda _one: [RegisterEntry.objects.filter(state=state).earliest("pk").public_id]


def scan(_one):
    file = LetterFile.objects.filter(stage=FileStage.SCAN).earliest("pk")
    return [file.letter.public_id, file.public_id]


S = LetterStatus


class Outgoing(Situation):
    """A letter at every step, one that came back, two that ended another, numbers used, kept and skipped."""

    def make(self):
        scene = self.scene
        scene.clock.set(YEAR, 3, 10)
        own, people = scene.place.office, scene.office
        delegation = delegated(own, people.leader)
        self.office = Office(own, scene.officer, people.unit_head, people.leader, people.clerk, delegation)
        delegated(own, people.unit_head, authority="TL.", office="Chánh Văn phòng", valid_to="2025-12-31")
        for status in (S.CONTENT_REVIEW, S.LAYOUT_CHECK, S.TO_SIGN, S.SIGNED, S.NUMBERED, S.SEALED, S.RECALLED):
            a_letter(self.office, status)
        a_letter(self.office, S.TO_SIGN, subject="đề nghị báo cáo kết quả kiểm tra công tác phòng cháy, chữa cháy")
        out = a_letter(self.office, S.ISSUED)
        a_letter(self.office, S.ISSUED, relation=Relation.CORRECTS, related=out)
        self.back = a_letter(self.office, S.SEALED)
        carry(self.office, self.back, "send_back", reason="Sai tên cơ quan nhận.")
        kept = reserve(own, "letters", count=2, reason="Văn bản ký tay", by=people.clerk, at=DRAFTED)
        skip(kept[0], reason="Không ban hành", by=people.clerk, at=DRAFTED)

    sights = (
        *(Sight(who, "home") for who in ("unit_head", "leader", "clerk")),
        *(Sight(who, "directives:letters") for who in ("officer", "leader", "clerk")),
        Sight("officer", "directives:letters", query="?q=khong-co"),
        Sight("unit_head", "directives:letter", letter(S.CONTENT_REVIEW)),
        Sight("clerk", "directives:letter", letter(S.LAYOUT_CHECK)),
        Sight("leader", "directives:letter", letter(S.TO_SIGN)),
        Sight("clerk", "directives:letter", letter(S.TO_SIGN)),
        Sight("clerk", "directives:letter", letter(S.SIGNED)),
        Sight("clerk", "directives:letter", letter(S.NUMBERED)),
        Sight("clerk", "directives:letter", letter(S.SEALED)),
        Sight("officer", "directives:letter", letter(S.ISSUED)),
        Sight("officer", "directives:letter", letter(S.RECALLED)),
        Sight("officer", "directives:letter", lambda one: [one.back.public_id]),
        Sight("unit_head", "directives:letter", lambda one: [one.back.public_id]),
        Sight("leader", "directives:letter-sign", letter(S.TO_SIGN)),
        Sight("clerk", "directives:letter-number", letter(S.SIGNED)),
        Sight("clerk", "directives:letter-file-signatures", scan),
    )


class Registering(Outgoing):
    sights = (
        Sight("officer", "directives:register"),
        Sight("clerk", "directives:register"),
        Sight("clerk", "directives:register", query="?group=decisions"),
        Sight("clerk", "directives:register-entry", entry("used")),
        Sight("clerk", "directives:register-entry", entry("reserved")),
        Sight("clerk", "directives:register-entry", entry("skipped")),
        Sight("administrator", "directives:delegations"),
    )
