from django.urls import resolve

from antt_portal.core.navigation import Section, entries

TABLE = (
    Section("Việc cần làm", "home", "home", lambda _role: True),
    Section("Tài khoản", "person", "account_logout", lambda role: role == "officer", within=("account_change",)),
)


def test_a_section_is_shown_to_whoever_may_open_it():
    assert [entry.label for entry in entries(TABLE, actor="editor", at=None)] == ["Việc cần làm"]
    assert [entry.label for entry in entries(TABLE, actor="officer", at=None)] == ["Việc cần làm", "Tài khoản"]


def test_the_page_itself_and_the_pages_within_are_marked_differently():
    def marks(path):
        return [entry.current for entry in entries(TABLE, actor="officer", at=resolve(path))]

    assert marks("/") == ["page", ""]
    assert marks("/accounts/password/change/") == ["", "true"]
    assert marks("/accounts/login/") == ["", ""]


def test_a_page_can_say_beside_which_one_it_stands():
    shown = entries(TABLE, actor="officer", at=resolve("/"), beside="account_change_password")
    assert [entry.current for entry in shown] == ["", "true"]
