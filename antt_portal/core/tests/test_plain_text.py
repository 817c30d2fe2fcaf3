import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "data"), [("?q=a%00", {}), ("?a%00=1", {}), ("", {"language": "e\0n"}), ("", {"lang\0uage": "en"})]
)
def test_a_nul_is_taken_out_wherever_it_stands(client, query, data):
    response = client.post(reverse("set_language") + query, {"language": "en"} | data)
    assert response.status_code == 302
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_other_odd_characters_are_left_to_the_field(client):
    assert client.post(f"{reverse('set_language')}?q=%01", {"language": "vi", "next": "\u202e\x7f"}).status_code == 302
