"""A rendered page to look into, and a person looking at it, without database or apps."""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

import tinyhtml5
from cssselect2 import ElementWrapper
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve


@dataclass(frozen=True)
class FakeMembership:
    public_id: str
    organisation: str
    role: str = "editor"

    def get_role_display(self):
        return "Người soạn"


class FakeOrganisation(str):
    """Its name, and an address."""

    __slots__ = ()
    public_id = UUID(int=1)


def visit(path="/", *, memberships=(), acting=True, name="Nguyễn Văn Mẫu"):
    """A request to ``path`` by somebody with ``memberships``, acting for the first; by a stranger without any."""
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    request.memberships = list(memberships)
    request.user = FakeUser(name) if memberships else AnonymousUser()
    request.actor = None
    if memberships and acting:
        first = memberships[0]
        kinds = {"is_board": False, "is_enterprise": False, "is_agency": False}
        request.actor = SimpleNamespace(
            membership=first, organisation=FakeOrganisation(first.organisation), role=first.role, **kinds
        )
    return request


@dataclass(frozen=True)
class FakeUser:
    name: str
    is_authenticated: bool = True

    def __str__(self):
        return self.name


def page(template, context=None, *, request=None):
    """The rendered template as a tree."""
    return tree_of(render_to_string(template, context or {}, request=request))


def tree_of(source):
    return tinyhtml5.parse(source, namespace_html_elements=False)


def select(tree, selector):
    """The elements that a CSS selector finds, in order."""
    found = ElementWrapper.from_html_root(tree).query_all(selector)
    return [wrapper.etree_element for wrapper in found]


def words(element):
    return " ".join("".join(element.itertext()).split())
