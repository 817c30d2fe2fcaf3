import pytest
from django.urls import reverse

from antt_portal.core.tests.page import select, tree_of, words

pytestmark = pytest.mark.django_db


def test_the_door_asks_for_mail_and_password_and_offers_no_sign_up(client):
    tree = tree_of(client.get(reverse("account_login")).content.decode())
    names = [field.get("name") for field in select(tree, "main form :is(input:not([type=hidden]))")]
    assert names == ["login", "password", "remember"]
    assert next(link.get("href") for link in select(tree, "main form a")) == reverse("account_reset_password")
    assert not select(tree, f'a[href="{reverse("account_signup")}"]')


def test_a_wrong_password_keeps_the_mail_and_forgets_the_password(client):
    page = {"login": "mau@anphu.example", "password": "sai-mat-khau"}
    content = client.post(reverse("account_login"), page).content.decode()
    tree = tree_of(content)
    assert words(select(tree, "main [role=alert]")[0]) == "Địa chỉ thư điện tử hoặc mật khẩu không đúng."
    assert select(tree, "#id_login")[0].get("value") == "mau@anphu.example"
    assert "sai-mat-khau" not in content


def test_the_way_back_after_signing_in_is_not_lost(client):
    tree = tree_of(client.get(reverse("account_login"), {"next": "/reports/x/"}).content.decode())
    assert select(tree, "main input[name=next]")[0].get("value") == "/reports/x/"
