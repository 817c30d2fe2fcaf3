"""The files of ``script/deploy``, with nothing but places changed: nginx in front of gunicorn, on loopback."""

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from processes import Child, accepts_connections, free_port

from antt_portal.core import blobs
from antt_portal.core.models import Blob
from antt_portal.core.tests.this_database import database_url
from reports.models import Evidence
from reports.tests.factories import SUBMITTED, Filing

DEPLOY = settings.ROOT / "script" / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
ROLES = (DEPLOY / "roles.sql").read_text()
LOGIN = f"antt_test_login_{os.getpid()}"
HOST = "antt.example.com"
MAIN = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ }}
http {{
    include /etc/nginx/mime.types; default_type application/octet-stream;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;  # as Debian's nginx.conf has it
    access_log {folder}/all.log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/site.conf;
}}
"""


class Front:
    """What a browser sees of it."""

    def __init__(self, folder, port, plain_port, web):
        self.folder, self.port, self.plain_port, self.web = folder, port, plain_port, web
        self.trust = ssl.create_default_context(cafile=folder / "cert.pem")

    def get(self, path, *, method="GET", headers=None, body=None, host=HOST):
        with socket.create_connection(("127.0.0.1", self.port)) as plain:
            asked = http.client.HTTPSConnection(host, context=self.trust, timeout=30)
            asked.sock = self.trust.wrap_socket(plain, server_hostname=host)
            asked.request(method, path, body=body, headers=headers or {})
            answer = asked.getresponse()
            answer.content = answer.read()
            asked.close()
        return answer


def site(folder, port, plain_port):
    """nginx.conf of the repository in other places, for one address instead of all."""
    text = (DEPLOY / "nginx.conf").read_text()
    moved = {
        "/run/antt/web.sock": f"{folder}/web.sock",
        "/etc/ssl/antt/fullchain.pem": f"{folder}/cert.pem",
        "/etc/ssl/antt/privkey.pem": f"{folder}/key.pem",
        "/srv/antt/static/": f"{folder}/static/",
        "/srv/antt/media/": f"{folder}/media/",
        "/var/log/nginx/antt.log": f"{folder}/access.log",
        "/etc/nginx/antt_proxy.conf": str(DEPLOY / "antt_proxy.conf"),
        "listen 443": f"listen 127.0.0.1:{port}",
        "listen 80": f"listen 127.0.0.1:{plain_port}",
    }
    for there, here in moved.items():
        assert there in text
        text = text.replace(there, here)
    return "\n".join(line for line in text.splitlines() if "listen [::]" not in line)


def _server_for(login):
    return f"{login}@{urlsplit(database_url()).netloc.rpartition('@')[2]}"


@contextmanager
def portals_login():
    """What roles.sql says of ``antt``, for a login of another name: it owns nothing. The other roles are there."""
    said = re.findall(r"^(CREATE ROLE antt\b .*|GRANT .* TO antt);$", ROLES, re.MULTILINE)
    assert len(said) == 2
    with connection.cursor() as cursor:
        for line in said:
            cursor.execute(re.sub(r"\bantt\b", LOGIN, line))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {LOGIN}")


def environment(folder):
    return (
        os.environ
        | said_by_the_unit()
        | {
            "DJANGO_SETTINGS_MODULE": "antt_portal.settings.production",
            "DATABASE_URL": urlsplit(database_url())._replace(netloc=_server_for(LOGIN)).geturl(),
            "SECRET_KEY": "k" * 60,
            "ALLOWED_HOSTS": HOST,
            "SITE_ORIGIN": f"https://{HOST}",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "FILES_ACCEL_LOCATION": "/_files/",
            "DEFAULT_FROM_EMAIL": f"portal@{HOST}",
            "EMAIL_URL": "dummymail://",
        }
    )


def said_by_the_unit():
    """The environment that antt-web.service sets itself."""
    unit = (DEPLOY / "systemd" / "antt-web.service").read_text()
    return dict(re.findall(r'^Environment="?(\w+)=(.*?)"?$', unit, re.MULTILINE))


def gunicorn_of_the_unit(folder):
    """The command of antt-web.service, with this Python and a socket of its own."""
    unit = (DEPLOY / "systemd" / "antt-web.service").read_text()
    command = next(line for line in unit.splitlines() if line.startswith("ExecStart=")).partition("=")[2].split()
    return [sys.executable, *command[1:], "--bind", f"unix:{folder}/web.sock"]


def _collect(folder):
    """As on an installation, but for the compressed copies, which take long."""
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=folder, STORAGES=settings.STORAGES | {"staticfiles": manifest}):
        call_command("collectstatic", interactive=False, verbosity=0)


def nginx_of_the_repository(folder, port, plain_port):
    """Its command, with a certificate of its own."""
    subject = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST},DNS:other.example.com"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*made, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    (folder / "site.conf").write_text(site(folder, port, plain_port))
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of a test are for its own user only
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    return [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


@pytest.fixture
def front(transactional_db, settings, tmp_path_factory):
    folder = Path(tmp_path_factory.mktemp("deploy"))
    settings.MEDIA_ROOT = str(folder / "media")
    port, plain_port = free_port(), free_port()
    _collect(folder / "static")
    nginx = nginx_of_the_repository(folder, port, plain_port)
    with portals_login():
        yield from _running(folder, nginx, port, plain_port)


def _running(folder, nginx, port, plain_port):
    web = Child.start("gunicorn", gunicorn_of_the_unit(folder), log=folder / "web.log", env=environment(folder))
    server = Child.start("nginx", nginx, log=folder / "nginx.log")
    try:
        web.wait_until(lambda: accepts_connections(folder / "web.sock"), seconds=60)
        server.wait_until(lambda: accepts_connections(("127.0.0.1", port)), seconds=20)
        yield Front(folder, port, plain_port, web)
    finally:
        server.stop()
        web.stop()


def test_pages_static_files_and_private_files_come_through_and_nothing_else_does(front, client):
    pages(front)
    limits(front)
    private_files(front, client)
    restarts(front)


@pytest.mark.postgres
def test_no_statement_of_a_page_goes_on_after_nginx_gave_up():
    waits = int(re.search(r"proxy_read_timeout (\d+)s;", (DEPLOY / "antt_proxy.conf").read_text())[1])
    options = said_by_the_unit()["PGOPTIONS"]
    with closing(psycopg2.connect(database_url(), options=options)) as asked, asked.cursor() as cursor:
        cursor.execute("SELECT setting::int / 1000 FROM pg_settings WHERE name = 'statement_timeout'")
        assert 0 < cursor.fetchone()[0] < waits


def pages(front):
    signing_in = front.get("/accounts/login/")
    assert signing_in.status == 200, front.web.last_lines()
    assert "max-age=31536000" in signing_in.headers["Strict-Transport-Security"]
    assert "nginx/" not in signing_in.headers["Server"]
    assert front.get("/").headers["Location"].startswith("/accounts/login/")
    *_line, request_id = (front.folder / "access.log").read_text().splitlines()[-1].split()
    assert f'"request_id": "{request_id}"' in (front.folder / "web.log").read_text()
    static = front.get(re.search(rb'href="(/static/[^"]+[.]css)"', signing_in.content)[1].decode())
    assert (static.status, static.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert static.headers["X-Content-Type-Options"] == "nosniff"
    plain = http.client.HTTPConnection("127.0.0.1", front.plain_port)
    plain.request("GET", "/reports/?a=1", headers={"Host": HOST})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/reports/?a=1")
    plain.close()


def limits(front):
    with pytest.raises(ssl.SSLError):
        front.get("/", host="other.example.com")
    length = {"Content-Length": str(53 * 1024 * 1024)}
    assert front.get("/accounts/login/", method="POST", headers=length).status == 413
    # What a visitor claims of where it comes from is not what the portal hears.
    claimed = {
        "X-Request-ID": "cua-toi",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example.com",
        "X-Forwarded-For": "192.0.2.7",
    }
    assert front.get("/accounts/login/", headers=claimed).status == 200
    assert not any(word in (front.folder / "web.log").read_text() for word in ("192.0.2.7", "cua-toi"))


def private_files(front, client):
    filing = Filing().fill()
    blob = blobs.keep_bytes(b"%PDF-1.7 rieng", media_type="application/pdf", board_id=filing.board.pk, at=SUBMITTED)
    assert front.get(f"/_files/{blob.path}").status == 404
    assert front.get(f"/_files/../_files/{blob.path}").status == 404
    assert front.get(f"/media/{blob.path}").status != 200
    address, cookie = _evidence(filing, blob, client)
    allowed = front.get(address, headers={"Cookie": cookie})
    assert (allowed.status, allowed.content) == (200, b"%PDF-1.7 rieng")
    assert allowed.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in allowed.headers["Content-Security-Policy"]
    missing = set(front.get("/accounts/login/").headers) - set(allowed.headers)
    assert {name for name in missing if name.startswith(("Cross", "Perm", "Ref", "Strict", "X-"))} == set()
    assert "X-Accel-Redirect" not in allowed.headers
    assert front.get(address).status == 302
    Path(front.folder / "media" / Blob.objects.get(pk=blob.pk).path).unlink()
    assert front.get(address, headers={"Cookie": cookie}).status == 404


def _evidence(filing, blob, client):
    """Its address, and the cookie of somebody who may open it."""
    editor = filing.editor.user
    kept = Evidence.objects.create(
        board=filing.board,
        organisation=filing.organisation,
        blob=blob,
        file_name="rieng.pdf",
        kind="pdf",
        uploaded_at=SUBMITTED,
        uploaded_by=editor,
    )
    with override_settings(SECRET_KEY="k" * 60):
        client.force_login(editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return kept.get_absolute_url(), f"__Host-session={session}"


def restarts(front):
    """Reloading gunicorn, as systemctl reload does, refuses nobody."""
    front.web.process.send_signal(signal.SIGHUP)
    until = time.monotonic() + 60
    while (booted := front.web.log.read_text().count("Booting worker")) < 4 and time.monotonic() < until:
        assert front.get("/accounts/login/").status == 200
    assert booted == 4


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_finds_no_fault_in_the_units(tmp_path):
    """Their programs and users are where only an installation has them."""
    for unit in UNITS:
        here = tmp_path / unit.name
        here.write_text(unit.read_text().replace("/srv/antt/portal/.venv/bin/python", sys.executable))
    verify = ["systemd-analyze", "verify", "--recursive-errors=no", *map(str, tmp_path.iterdir())]
    said = subprocess.run(verify, capture_output=True, text=True, check=False).stderr
    faults = [line for line in said.splitlines() if line.startswith(tuple(str(tmp_path / unit.name) for unit in UNITS))]
    assert faults == []
    assert any("ExecStart=" in unit.read_text() for unit in UNITS)
