"""An OpenID provider on loopback: discovery, keys, authorization with PKCE, tokens, userinfo. It checks what it hears.

What a test wants to be wrong it changes in ``says``, ``signs`` and ``is_down``.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "cong", "bi-mat-thu"


def key() -> tuple[rsa.RSAPrivateKey, dict[str, Any]]:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key()))
    return private, {**public, "kid": "mot", "use": "sig", "alg": "RS256"}


PRIVATE, PUBLIC = key()


class Provider:
    """``person`` signs in; what the ID token says besides is in ``says``; ``signs`` makes the token of the claims."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.says: dict[str, Any] = {}
        self.signs: Callable[[dict[str, Any]], str] = signed
        self.userinfo: dict[str, Any] | None = None
        self.is_down = False
        self.asked: dict[str, str] = {}  # the last authorization request
        self.codes: dict[str, dict[str, str]] = {}
        self.paths: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def description(self) -> dict[str, Any]:
        paths = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found: dict[str, Any] = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in paths.items()}
        return {**found, "issuer": self.url, "jwks_uri": f"{self.url}/keys"}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to, once the person has signed in."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.asked, self.codes[code] = asked, asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or challenge != asked["code_challenge"] or form.get("client_secret") != SECRET:
            return None
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        told = self.person if self.userinfo is None else {"sub": self.person["sub"]}
        claims = {name: value for name, value in {**claims, **told, **self.says}.items() if value is not None}
        return {"access_token": "ve", "token_type": "Bearer", "id_token": self.signs(claims)}


def signed(claims: dict[str, Any], private: rsa.RSAPrivateKey = PRIVATE) -> str:
    return jwt.encode(claims, private, algorithm="RS256", headers={"kid": "mot"})


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            provider.paths.append(url.path)
            if url.path == "/authorize":
                self._redirect(provider.authorize({name: one[0] for name, one in parse_qs(url.query).items()}))
            elif url.path == "/userinfo" and self.headers["Authorization"] != "Bearer ve":
                self._answer(None)
            else:
                pages = {
                    "/.well-known/openid-configuration": provider.description(),
                    "/keys": {"keys": [PUBLIC]},
                    "/userinfo": provider.userinfo,
                }
                self._answer(pages.get(url.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.paths.append(self.path)
            self._answer(provider.token({name: one[0] for name, one in parse_qs(body).items()}))

        def _redirect(self, target: str) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _answer(self, found: dict[str, Any] | None) -> None:
            body = b"out of order" if provider.is_down else json.dumps(found or {"error": "invalid_grant"}).encode()
            self.send_response(503 if provider.is_down else 200 if found else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as http.server names it
            """Quiet."""

    return Handler
