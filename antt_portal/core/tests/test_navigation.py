from django.urls import resolve

from antt_portal.core.navigation import Section, entries

TABLE = (
    Section("Việc cần làm", "home", "home"),
    Section("Chuyển trang", "mail", "account_logout", roles=frozenset({"officer"}), within=("account_change",)),
)


def test_a_role_gets_its_own_sections():
    assert [entry.label for entry in entries(TABLE, role="editor", at=None)] == ["Việc cần làm"]
    assert [entry.label for entry in entries(TABLE, role="officer", at=None)] == ["Việc cần làm", "Chuyển trang"]


def test_the_page_itself_and_the_pages_within_are_marked_differently():
    def marks(path):
        return [entry.current for entry in entries(TABLE, role="officer", at=resolve(path))]

    assert marks("/") == ["page", ""]
    assert marks("/accounts/password/change/") == ["", "true"]
    assert marks("/accounts/login/") == ["", ""]
