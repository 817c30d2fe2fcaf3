"""What those meet who look for something: hits of every kind, those of one kind, nothing, and no question yet."""

from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from enterprises.tests.factories import OrganisationFactory

MANY = 25


class Searching(Situation):
    """More companies than fit on one page, of which one filed; the letter of 2020 and what it asks."""

    def make(self):
        scene = self.scene
        scene.open()
        OrganisationFactory.create_batch(MANY, board=scene.place.board)
        scene.filing().submit(at=scene.clock.now())
        scene.clock.set(YEAR, 10, 13)

    sights = (
        Sight("officer", "search"),
        Sight("officer", "search", query="?q=thu+nghiem"),
        Sight("officer", "search", query="?q=c%C3%B4ng+ty&kind=organisations&page=2"),
        Sight("officer", "search", query="?q=khong+he+co"),
        Sight("officer", "search", query="?q=%25%25"),
        Sight("officer", "search", query=f"?q={'dai+' * 60}"),
        Sight("editor", "search", query="?q=an+ninh+tr%E1%BA%ADt+t%E1%BB%B1"),
        Sight("agent", "search", query="?q=camera"),
    )


class SearchingInEnglish(Searching):
    language = "en"
    sights = (Sight("officer", "search", query="?q=thu+nghiem"), Sight("officer", "search", query="?q=nothing"))
