import pytest
from django.test import RequestFactory

from antt_portal.core.client_address import client_address

FORGED, REAL, PROXY = "192.0.2.9", "198.51.100.20", "127.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "told", "remote", "found"),
    [
        (0, f"{FORGED}", REAL, REAL),
        (1, f"{FORGED}, {REAL}", PROXY, REAL),
        (1, REAL, "", REAL),
        (2, f"{FORGED}, {REAL}, 10.0.0.1", PROXY, REAL),
        (2, REAL, PROXY, PROXY),
        (1, "unknown", PROXY, PROXY),
        (1, "", PROXY, PROXY),
        (1, "2001:0db8::0001", PROXY, "2001:db8::1"),
        (0, "", "", None),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, told, remote, found):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": told}, REMOTE_ADDR=remote)
    assert client_address(request) == found
