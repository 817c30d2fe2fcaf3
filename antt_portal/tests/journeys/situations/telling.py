"""What somebody is told: the notices of the portal, how mail is wanted, and the way out of it."""

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.models import NoticeGroup, NoticeMode, NotificationPreference
from antt_portal.core.unsubscribing import token_for
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import NOBODY, STRANGER, Sight, Situation
from enterprises.due import deadlines
from enterprises.models import DeadlineKind
from enterprises.reminding.planning import plan

LONG = "Báo cáo kết quả thực hiện các biện pháp bảo đảm an ninh, trật tự, phòng cháy và chữa cháy dịp Tết Nguyên đán"
PAGES_OF_NOTICES = 30


def unsubscribing(one):
    return [token_for(one.scene.editor.user_id, [NoticeGroup.DEADLINES, NoticeGroup.FILING])]


class Told(Situation):
    """More than a page of them: results, reminders with long titles, some read; and one choice made about mail."""

    def make(self):
        scene = self.scene
        scene.open()
        self.report = scene.accepted().report
        at, organisation = scene.clock.set(YEAR, 10, 21, 8), scene.enterprise.organisation
        deadlines.open_deadline(
            organisation,
            DeadlineKind.ANSWER,
            organisation=organisation,
            title=LONG,
            route="enterprises:organisation",
            due_on=local_date(at).replace(day=28),
            at=scene.clock.set(YEAR, 10, 20, 9),
        )
        plan(at=scene.clock.set(YEAR, 10, 20, 10))
        at = scene.clock.set(YEAR, 10, 21, 9)
        plan(at=at)
        params = {"organisation": organisation.name, "year": YEAR, "path": self.report.get_absolute_url()}
        for number in range(PAGES_OF_NOTICES):
            to = [scene.editor.user]
            outbox.put("report_accepted", str(number), about=organisation, to=to, at=at, params=params)
        outbox.send_pending(at=at)
        NotificationPreference.objects.create(user=scene.editor.user, group="filing", mode=NoticeMode.DIGEST)

    sights = (
        Sight("editor", "notices"),
        Sight("editor", "notices", query="?page=2"),
        Sight("editor", "notices", query="?show=unread"),
        Sight("editor", "notification-settings"),
        Sight("editor", "unsubscribe", unsubscribing),
        Sight(STRANGER, "unsubscribe", unsubscribing),
        Sight(STRANGER, "unsubscribe", lambda _one: ["x"], status=404),
        Sight("head", "notices"),
    )


class ToldNothing(Situation):
    """Nobody was told anything yet; and somebody who acts for nobody."""

    sights = (
        Sight("editor", "notices"),
        Sight("editor", "notices", query="?show=unread"),
        Sight(NOBODY, "notification-settings"),
    )


class ToldInEnglish(Told):
    language = "en"
    sights = (Sight("editor", "notices"), Sight("editor", "notification-settings"))
