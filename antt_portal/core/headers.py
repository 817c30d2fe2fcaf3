"""Headers of every answer that neither Django nor django-csp writes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# What a page may ask a browser for. Nothing here uses it; what is not named (passkeys, full screen, the clipboard
# after a click) stays with pages of this origin, and frames of others are forbidden anyway.
UNUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED)


KEPT_NOWHERE = "private, no-store"


class HeadersMiddleware:
    """Stands before whatever may answer by itself: static files, redirects to TLS.

    What somebody with a session gets is kept by no browser (decision 131), unless the answer says how it may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _has_session(request):
            response.setdefault("Cache-Control", KEPT_NOWHERE)
        return response


def _has_session(request: HttpRequest) -> bool:
    """Of somebody signed in, or whose code opened a link; what answered before sessions has none."""
    session = getattr(request, "session", None)
    return session is not None and not session.is_empty()
