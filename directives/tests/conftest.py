"""What the tests of deliveries share."""

import pytest

from directives.models import Delivery
from directives.tests.audiences import Scene, issued, scene


@pytest.fixture
def made() -> Scene:
    return scene()


@pytest.fixture
def sent(made) -> Delivery:
    """To the first investor, straight from the board."""
    return Delivery.objects.get(directive=issued(made), organisation=made.investors[0])
