"""A password is what was typed: all of it, in its case, with its blanks."""

import pytest
from django.urls import reverse

from enterprises.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LONG = "  Một mật khẩu rất dài, có dấu, có khoảng trắng ở hai đầu và hơn sáu mươi bốn ký tự 123 🔑  "


def signs_in(client, user, password) -> bool:
    client.logout()
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("password", [LONG, "chi-co-chu-thuong", "CHỈ CÓ CHỮ HOA"])
def test_every_character_counts_and_none_is_asked_for(client, password):
    user = UserFactory()
    user.set_password(password)
    user.save()
    others = {password.lower(), password.upper(), password[:-1], password[1:], password[:64]} - {password}
    assert [other for other in others if signs_in(client, user, other)] == []
    assert signs_in(client, user, password)
