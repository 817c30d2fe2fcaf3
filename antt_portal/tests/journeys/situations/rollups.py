"""Roll-ups as the board meets them: counted, frozen with words around them, drafted as a letter."""

from antt_portal.core.canonical import digest
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.implementing import HandedIn
from antt_portal.tests.journeys.situations.sight import Sight
from reports.models import RollUp, RollUpScope
from reports.rollups.figures import figures_of
from reports.rollups.preparing import Scope, begin, freeze
from reports.rollups.reporting import compose
from reports.rollups.writing import nominate, quote, save_narrative


def rollup(one: "RollingUp") -> list[object]:
    return [one.rollup.public_id]


class RollingUp(HandedIn):
    """One answer came late; most of the others got nothing."""

    def make(self):
        super().make()
        self.at = self.scene.clock.set(YEAR, 3, 28)
        scope = Scope(RollUpScope.DIRECTIVE, directive=self.directive)
        self.rollup = begin(scope, moment=self.at, by=self.scene.officer, at=self.at)

    sights = (
        Sight("officer", "reports:rollups"),
        Sight("officer", "reports:rollup-new"),
        Sight("officer", "reports:rollup", rollup),
        Sight("leader", "reports:rollup", rollup),
    )


class RolledUp(RollingUp):
    def make(self):
        super().make()
        by = {"by": self.scene.officer, "at": self.at}
        shown = digest(figures_of(self.rollup))
        self.rollup = freeze(self.rollup, shown=shown, seen=self.rollup.version, **by)
        words = {
            "situation": "Tình hình an ninh, trật tự ổn định.",
            "proposals": "Đề nghị kiểm tra các đơn vị quá hạn.",
        }
        save_narrative(self.rollup, words, seen=1, **by)
        (said,) = self.report.submissions.get().frozen["answers"]
        quote(self.rollup, self.report.submissions.get(), said["code"], said["narrative"], **by)
        nominate(self.rollup, self.report.organisation, "Đi đầu rà soát camera trong khu.", **by)

    sights = (
        Sight("officer", "reports:rollup", rollup),
        Sight("officer", "reports:rollup", rollup, query="?compare=1"),
        Sight("officer", "reports:rollup-text", rollup),
        Sight("officer", "reports:rollup-quotations", rollup),
        Sight("officer", "reports:rollup-nominations", rollup),
    )


class Composed(RolledUp):
    """Nothing of it changes while its letter is a draft."""

    def make(self):
        super().make()
        frozen = RollUp.objects.get(pk=self.rollup.pk)
        compose(frozen, answers_superior=True, by=self.scene.officer, at=self.at, seen=frozen.version)

    sights = (Sight("officer", "reports:rollup", rollup),)


class RolledUpInEnglish(RolledUp):
    language = "en"
    sights = (Sight("officer", "reports:rollup", rollup), Sight("officer", "reports:rollup-text", rollup))
