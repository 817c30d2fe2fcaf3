"""What those meet who write letters: the editor in every state, its versions, templates."""

import io
from uuid import UUID

from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import jpeg
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from directives.asking.bundling import announce, attach
from directives.models import LetterStatus, LetterTemplate, OfficialLetter
from directives.tests.office import DRAFTED, TODAY, Office, a_letter, delegated
from directives.writing.composing import blank_letter, draft, keep_version, save_text
from directives.writing.letter_templates import write

SAID = [
    {"text": "Thực hiện văn bản số 12/KH-UBND ngày 02/03/2026 (gửi kèm theo), Ban Quản lý đề nghị:"},
    {"label": "1.", "text": "Các doanh nghiệp các doanh nghiệp rà soát hệ thống camera.", "level": 2},
    {"label": "2.", "text": "[[Tên doanh nghiệp]] báo cáo kết quả.", "style": "italic"},
    {"text": "Ban Quản lý đề nghị các doanh nghiệp nghiêm túc thực hiện."},
]
TEMPLATE, RELATED = UUID(int=1), UUID(int=2)


def letter(one: "Composing") -> list[object]:
    return [one.letter.public_id]


def clean(one: "Composing") -> list[object]:
    return [one.clean.public_id]


def kept(_one: Situation) -> list[object]:
    return [TEMPLATE]


class Composing(Situation):
    """A draft with everything that can be wrong in it, a blank one, one that is out, a template in use and one not."""

    def make(self):
        scene, by = self.scene, self.scene.officer
        scene.clock.set(YEAR, 3, 10)
        own, people = scene.place.office, scene.office
        office = Office(own, by, people.unit_head, people.leader, people.clerk, delegated(own, people.leader))
        blank = blank_letter(own, "official_letter", on=TODAY, unit_code="VP")
        self.letter = draft(own, {**blank, "subject": "bảo đảm an ninh", "body": SAID}, by=by, at=DRAFTED)
        self._write(office)
        self.clean = draft(own, blank, by=by, at=DRAFTED)
        for name, public_id in (("Đôn đốc báo cáo", TEMPLATE), ("Mẫu cũ", UUID(int=3))):
            template = LetterTemplate(board=own.board, public_id=public_id, is_active=public_id == TEMPLATE)
            write(template, name=name, data={**blank, "body": SAID}, by=people.unit_head, at=DRAFTED)
        out = a_letter(office, LetterStatus.ISSUED)
        OfficialLetter.objects.filter(pk=out.pk).update(public_id=RELATED)

    def _write(self, office: Office) -> None:
        """A version kept, the text changed since, a file and one that is missing."""
        one, act = self.letter, {"by": office.officer, "at": DRAFTED}
        keep_version(one, note="Trước khi họp", **act)
        changed = {**one.data, "subject": "bảo đảm an ninh, trật tự", "body": [*SAID[1:], {"text": "Thêm một đoạn."}]}
        save_text(one, changed, seen=1, delegation=office.delegation, **act)
        announce(one, "Văn bản số 12/KH-UBND", **act)
        photo = io.BytesIO(jpeg())
        attach(one, photo, inspect(photo, "Bản đồ khu.jpg"), title="", **act)

    sights = (
        Sight("officer", "directives:letter-new"),
        Sight("unit_head", "directives:letter-new", query=f"?template={TEMPLATE}"),
        Sight("officer", "directives:letter-new", query=f"?related={RELATED}&relation=corrects"),
        Sight("officer", "directives:letter-edit", letter),
        Sight("officer", "directives:letter-edit", clean),
        Sight("unit_head", "directives:letter-edit", letter),
        Sight("officer", "directives:letter-versions", letter),
        Sight("officer", "directives:letter-versions", clean),
        Sight("officer", "directives:letter-templates"),
        Sight("unit_head", "directives:letter-templates"),
        Sight("unit_head", "directives:letter-template-new"),
        Sight("unit_head", "directives:letter-template", kept),
    )
