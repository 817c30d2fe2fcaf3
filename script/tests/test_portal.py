"""What ``script/run`` decides before and while its three children run."""

import socket

import portal
import pytest
from processes import Child, StartFailed


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout, which may well lie in a folder called tests, and a record of its management commands."""
    root = tmp_path / "tests"
    monkeypatch.setattr(portal, "ROOT", root)
    monkeypatch.setattr(portal, "VAR", root / "var")
    (root / "enterprises" / "tests").mkdir(parents=True)
    (root / "enterprises" / "models.py").write_text("name = 1")
    (root / "var").mkdir()
    commands = []

    def manage(*arguments, env):
        commands.append(arguments)
        (root / "var" / "antt.sqlite3").touch()
        (root / "var" / "keys").mkdir(exist_ok=True)
        (root / "var" / "keys" / "authority.pem").touch()
        return "officer@example.com"

    monkeypatch.setattr(portal, "manage", manage)
    return root, commands


def test_a_second_start_prepares_nothing(checkout):
    _, commands = checkout
    assert portal.prepare({}) == "officer@example.com"
    assert ("demo",) in commands
    commands.clear()
    assert portal.prepare({}) == "officer@example.com"
    assert commands == []


@pytest.mark.parametrize("lost", ["var/antt.sqlite3", "var/accounts.txt", "var/prepared", "var/keys/authority.pem"])
def test_what_somebody_deleted_is_prepared_again(lost, checkout):
    root, commands = checkout
    portal.prepare({})
    commands.clear()
    (root / lost).unlink()
    portal.prepare({})
    assert ("migrate", "--no-input") in commands


def test_a_changed_source_is_prepared_again_and_a_changed_test_is_not(checkout):
    root, commands = checkout
    portal.prepare({})
    commands.clear()
    (root / "enterprises" / "tests" / "test_models.py").write_text("assert True")
    portal.prepare({})
    assert commands == []
    (root / "enterprises" / "models.py").write_text("name = 2")
    portal.prepare({})
    assert ("migrate", "--no-input") in commands


def test_a_failed_preparation_is_tried_again_at_the_next_start(checkout, monkeypatch):
    _, commands = checkout
    succeed = portal.manage

    def fail(*arguments, env):
        raise StartFailed("manage.py demo failed")

    monkeypatch.setattr(portal, "manage", fail)
    with pytest.raises(StartFailed):
        portal.prepare({})
    monkeypatch.setattr(portal, "manage", succeed)
    portal.prepare({})
    assert ("demo",) in commands


def test_the_database_of_the_shell_is_not_the_demo_s(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://real/data")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "antt_portal.settings.production")
    env = portal.environment(8000)
    assert "DATABASE_URL" not in env
    assert env["DJANGO_SETTINGS_MODULE"] == "antt_portal.settings.demo"


def test_a_taken_port_is_said_with_a_way_out(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(StartFailed, match=f"port {port} is taken; choose another: PORT="):
            portal.chosen_port()


@pytest.mark.parametrize("text", ["", "80a", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused_by_name(text, monkeypatch):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(StartFailed, match="is not a port number"):
        portal.chosen_port()


def test_two_portals_do_not_share_one_checkout(checkout):
    with portal.only_one(), pytest.raises(StartFailed, match="running already"), portal.only_one():
        pass


def test_a_checkout_with_a_long_path_gets_its_socket_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(portal, "VAR", tmp_path / ("x" * 120))
    with portal.broker_socket() as path:
        assert len(str(path)) < 100
        assert path.parent.exists()
    assert not path.parent.exists()


def test_one_child_that_dies_ends_the_watch_by_name_and_last_words(tmp_path):
    alive = Child.start("web", ["sleep", "300"], log=tmp_path / "web.log")
    dying = Child.start("worker", ["sh", "-c", "echo out of memory; exit 9"], log=tmp_path / "worker.log")
    with pytest.raises(StartFailed, match=r"(?s)worker ended \(exit 9\).*worker\.log.*out of memory"):
        portal.watch([alive, dying])
    alive.stop()


def test_the_log_of_the_run_before_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(portal, "LOGS", tmp_path)
    for word in ("first", "second"):
        portal.start("web", ["echo", word], {}).process.wait()
    assert (tmp_path / "web.log.1").read_text() == "first\n"
    assert (tmp_path / "web.log").read_text() == "second\n"
