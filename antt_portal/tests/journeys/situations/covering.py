"""What the board sees of how far a directive got: while it goes, in its lists, and once it is recalled."""

from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.forwarding import Forwarded, ToForward
from antt_portal.tests.journeys.situations.sight import Sight
from directives.tests.audiences import a_directive, send_out


def directive(one):
    return [one.directive.public_id]


class NotForwarded(ToForward):
    """Nobody but the investor has it, past the day by which to forward; one came after the issue."""

    def make(self):
        super().make()
        self.scene.clock.set(YEAR, 3, 25)

    sights = (
        Sight("officer", "directives:coverage", directive),
        Sight("officer", "directives:coverage-newcomers", directive),
    )


class Covered(Forwarded):
    """Somebody on every rung, some left out."""

    def make(self):
        super().make()
        self.scene.clock.set(YEAR, 3, 12)

    sights = (
        Sight("officer", "directives:coverage", directive),
        Sight("clerk", "directives:coverage", directive, query=f"?at={YEAR}-03-10T09:00"),
        Sight("officer", "directives:coverage-places", directive),
        Sight("officer", "directives:coverage-places", directive, query="?open=on&rung=5"),
        Sight("investor", "directives:forward", lambda one: [one.delivery.public_id]),
    )


class CoveredAndRecalled(Covered):
    def make(self):
        super().make()
        recall = a_directive(self.made, lines=[], asked=[], relation="recalls", related=self.directive.letter)
        send_out(self.made, recall)

    sights = (Sight("officer", "directives:coverage", directive),)
