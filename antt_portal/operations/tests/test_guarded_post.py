"""A POST goes where somebody typed it should go, and nowhere inside."""

import socket

import pytest

from antt_portal.operations import guarded_post
from antt_portal.operations.guarded_post import Answered, NotAllowed, checked, post
from antt_portal.operations.tests.gateway import gateway

LOOPBACK = ["127.0.0.0/8"]


@pytest.fixture
def inside(settings):
    settings.WEBHOOK_ALLOWED_PRIVATE = LOOPBACK


@pytest.fixture
def server():
    with gateway() as server:
        yield server


def names(monkeypatch, *addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(guarded_post.socket, "getaddrinfo", lambda *_given, **_named: found)


def connecting(monkeypatch):
    """Where a connection would go; none is made."""
    tried = []

    def refuse(address, *_given):
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(guarded_post.socket, "create_connection", refuse)
    return tried


def test_what_is_taken_is_sent_whole(inside, server):
    post(server.url, b'{"a": 1}', {"X-Thu": "1"})
    ((path, headers, body),) = server.received
    assert (path, headers["X-Thu"], body) == ("/zalo?board=1", "1", b'{"a": 1}')
    assert headers["Host"] == f"127.0.0.1:{server.server_port}"


@pytest.mark.parametrize("status", [301, 302, 307, 404, 500])
def test_any_other_answer_is_no_success_and_no_redirect_is_followed(inside, server, status):
    server.answer = status
    with pytest.raises(Answered) as answered:
        post(server.url, b"", {})
    assert answered.value.status == server.answer
    assert len(server.received) == 1


def test_a_long_answer_is_not_read(inside, server):
    server.length = 50_000_000
    post(server.url, b"", {})


def test_a_silent_server_is_given_up(inside, server, monkeypatch):
    monkeypatch.setattr(guarded_post, "SECONDS", 0.1)
    server.pause = 0.5
    with pytest.raises(TimeoutError):
        post(server.url, b"", {})


def test_without_leave_nothing_goes_inside(server):
    with pytest.raises(NotAllowed):
        post(server.url, b"", {})
    assert server.received == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "192.168.1.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.1",
            "224.0.0.1",
        ),
        *("::1", "fe80::1", "fc00::1", "::ffff:10.1.2.3", "::", "ff02::1"),
    ],
)
def test_a_name_that_leads_inside_is_refused(monkeypatch, address):
    names(monkeypatch, address)
    tried = connecting(monkeypatch)
    with pytest.raises(NotAllowed):
        post("https://sms.vidu.example/", b"", {})
    assert tried == []


def test_a_name_with_one_address_inside_is_refused(monkeypatch):
    names(monkeypatch, "93.184.215.14", "10.1.2.3")
    with pytest.raises(NotAllowed):
        post("https://sms.vidu.example/", b"", {})


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch):
    names(monkeypatch, "93.184.215.14")
    tried = connecting(monkeypatch)
    with pytest.raises(ConnectionRefusedError):
        post("https://sms.vidu.example:8443/", b"", {})
    assert tried == [("93.184.215.14", 8443)]


def test_a_network_that_the_installation_names_is_open(monkeypatch, settings):
    settings.WEBHOOK_ALLOWED_PRIVATE = ["10.1.2.0/24"]
    tried = connecting(monkeypatch)
    names(monkeypatch, "10.1.2.3")
    with pytest.raises(ConnectionRefusedError):
        post("https://sms.vidu.example/", b"", {})
    names(monkeypatch, "10.1.3.3")
    with pytest.raises(NotAllowed):
        post("https://sms.vidu.example/", b"", {})
    assert tried == [("10.1.2.3", 443)]


@pytest.mark.parametrize(
    "url",
    [
        *("http://sms.vidu.example/", "ftp://sms.vidu.example/", "https://", "https:///x", "khong-phai", ""),
        *("https://a:b@sms.vidu.example/", "https://sms.vidu.example:x/", "https://sms.vidu.example/#a"),
        *("https://10.1.2.3/", "https://[::1]/", "https://127.0.0.1:8443/"),
    ],
)
def test_what_is_no_address_is_said_at_once(url):
    with pytest.raises(NotAllowed):
        checked(url)


def test_plain_http_is_for_this_very_machine(inside, monkeypatch):
    names(monkeypatch, "93.184.215.14")
    with pytest.raises(NotAllowed):
        post("http://sms.vidu.example/", b"", {})
