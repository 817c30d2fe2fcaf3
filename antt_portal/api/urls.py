"""Addresses of the API, its documentation, and the page of an organisation's tokens.

What programs ask has no trailing slash and a version of its own: whatever would break a program becomes /api/v2/.
"""

from django.urls import path

from antt_portal.api import documentation, token_page
from antt_portal.api.catalogue import RESOURCES
from antt_portal.api.models import Scope
from antt_portal.api.reading import item_of, list_of, submission, token
from antt_portal.api.serving import served

V1 = "api/v1/"

urlpatterns = [
    path("api/", documentation.page, name="api-docs"),
    path("api/tokens/", token_page.tokens, name="api-tokens"),
    path("api/tokens/make/", token_page.make, name="api-token-make"),
    path("api/tokens/<uuid:public_id>/revoke/", token_page.revoke, name="api-token-revoke"),
    path(f"{V1}openapi.json", documentation.openapi, name="api-openapi"),
    path(f"{V1}token", served(token, None), name="api-token"),
    *[path(f"{V1}{one.many}", served(list_of(one), one.scope), name=f"api-{one.many}") for one in RESOURCES],
    *[
        path(f"{V1}{one.many}/<uuid:public_id>", served(item_of(one), one.scope), name=f"api-{one.one}")
        for one in RESOURCES
    ],
    path(
        f"{V1}reports/<uuid:public_id>/submissions/<int:number>",
        served(submission, Scope.REPORTS),
        name="api-submission",
    ),
]
