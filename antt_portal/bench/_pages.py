"""Pages asked for through Django's test client, and how long each took."""

from collections.abc import Callable
from statistics import quantiles
from time import perf_counter

from django.test import Client

from enterprises.models import User


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(client: Client, address: str) -> None:
    """Raises AssertionError for anything but the page: a fast refusal would be a fine figure."""
    response = client.get(address)
    if response.status_code != 200:
        raise AssertionError(f"{address}: {response.status_code}")


def seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def p95(measured: list[float]) -> float:
    return quantiles(measured, n=100, method="inclusive")[94]
