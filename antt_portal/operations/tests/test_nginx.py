"""What nginx refuses by itself, as script/deploy has it: nobody stands behind it here."""

import http.client
import re
import socket
import ssl

import pytest
from processes import Child, accepts_connections, free_port

from antt_portal.operations.tests.test_deploy import DEPLOY, HOST, Front, nginx_of_the_repository

NAME = "trang.0123456789ab.css"
CONFIGURATION = (DEPLOY / "nginx.conf").read_text()
# TLS 1.2 with a cipher that every browser has, and that keeps no past secret.
WITHOUT_FORWARD_SECRECY = "AES128-GCM-SHA256"
BOTH_LENGTHS = (
    f"POST /accounts/login/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
    "0\r\n\r\nGET /system/ HTTP/1.1\r\n\r\n"
)


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    port, plain_port = free_port(), free_port()
    for path in ("static/css", "media/blobs"):
        (folder / path).mkdir(parents=True)
        (folder / path / NAME).write_text("body {}")
    server = Child.start("nginx", nginx_of_the_repository(folder, port, plain_port), log=folder / "nginx.log")
    try:
        server.wait_until(lambda: accepts_connections(("127.0.0.1", port)), seconds=20)
        yield Front(folder, port, plain_port, server)
    finally:
        server.stop()


def shaken_hands(front, trust):
    """Version and cipher that the two agreed on."""
    with (
        socket.create_connection(("127.0.0.1", front.port), timeout=10) as plain,
        trust.wrap_socket(plain, server_hostname=HOST) as secured,
    ):
        return secured.version(), secured.cipher()[0]


def trusting(front):
    return ssl.create_default_context(cafile=front.folder / "cert.pem")


def test_the_newest_tls_is_spoken_and_nothing_older_than_1_2(front):
    assert re.findall(r"ssl_protocols .+", CONFIGURATION) == ["ssl_protocols TLSv1.2 TLSv1.3;"] * 2
    assert shaken_hands(front, trusting(front))[0] == "TLSv1.3"
    old = trusting(front)
    with pytest.deprecated_call():
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError):
        shaken_hands(front, old)


def test_the_strongest_cipher_is_taken_and_a_weak_one_never(front):
    trust = trusting(front)
    trust.maximum_version = ssl.TLSVersion.TLSv1_2
    trust.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384")
    assert shaken_hands(front, trust) == ("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384")
    trust.set_ciphers(WITHOUT_FORWARD_SECRECY)
    with pytest.raises(ssl.SSLError):
        shaken_hands(front, trust)


def test_no_folder_is_listed(front):
    assert front.get(f"/static/css/{NAME}").status == 200
    for folder in ("/static/", "/static/css/", "/static/css", "/_files/", "/_files/blobs/"):
        answer = front.get(folder)
        assert answer.status in {301, 403, 404}, folder
        assert NAME.encode() not in answer.content


@pytest.mark.parametrize("method", ["TRACE", "CONNECT"])
def test_nobody_is_told_what_they_asked(front, method):
    answer = front.get("/accounts/login/", method=method, headers={"X-Mine": "noi-lai-xem"})
    assert answer.status in {400, 405}
    assert b"noi-lai-xem" not in answer.content


def test_a_request_with_two_lengths_is_none(front):
    """Two servers that count differently would see two requests in it."""
    with (
        socket.create_connection(("127.0.0.1", front.port), timeout=10) as plain,
        trusting(front).wrap_socket(plain, server_hostname=HOST) as secured,
    ):
        secured.sendall(BOTH_LENGTHS.encode())
        answered = b"".join(iter(lambda: secured.recv(65536), b""))
    assert answered.startswith(b"HTTP/1.1 400 ")
    assert answered.count(b"HTTP/1.1 ") == 1


def test_without_tls_people_are_led_on_and_programs_refused(front):
    led = {path: plainly(front, path) for path in ("/", "/reports/?a=1", "/feedback/")}
    assert led == {path: (301, f"https://{HOST}{path}") for path in led}
    for path in ("/api/v1/organisations", "/feed/khoa.ics", "/webhooks/bounces/"):
        assert plainly(front, path) == (403, None)


def plainly(front, path):
    asked = http.client.HTTPConnection("127.0.0.1", front.plain_port, timeout=10)
    asked.request("GET", path, headers={"Host": HOST})
    answer = asked.getresponse()
    asked.close()
    return answer.status, answer.headers["Location"]


@pytest.mark.parametrize("address", ["/invitation/BI-MAT/", "/d/BI-MAT/files/letter/", "/search/?q=BI-MAT"])
def test_no_line_of_the_log_has_the_secret_of_an_address(front, address):
    """The lines of Debian's own log, for every site without one, would have it whole."""
    front.get(address)
    plainly(front, address)
    written = (front.folder / "access.log").read_text()
    assert written.count(f'"GET /{address.split("/")[1]}/..." ') == 2
    assert not any("BI-MAT" in log.read_text() for log in front.folder.glob("a*.log"))
