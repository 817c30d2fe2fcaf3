"""What was asked, as a condition on columns. Words only: nothing typed reaches the database as a pattern."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import and_, or_
from typing import Any

from django.conf import settings
from django.db.models import Case, Choices, Expression, Func, IntegerField, OrderBy, Q, QuerySet, TextField, When
from django.utils.functional import Promise
from django.utils.translation import override

from antt_portal.core.folding import search_key
from antt_portal.search.asking import Asked, Way, as_number

# Fewer digits are a number or a year; a tax code has ten.
FEWEST_OF_CODE = 4
NOTHING = Q(pk__in=[])
Order = str | Expression | OrderBy


@dataclass(frozen=True)
class Labels:
    """Words that stand for values of a row and not in it: ``having`` is the condition that a row has one of them."""

    words: Mapping[Any, str]
    having: Callable[[list[Any]], Q]

    def q(self, *phrases: str) -> Q:
        """That a row has a value among whose words, between spaces, all the phrases are."""
        padded = {value: f" {words} " for value, words in self.words.items()}
        values = [value for value, words in padded.items() if all(phrase in words for phrase in phrases)]
        return self.having(values) if values else NOTHING


@dataclass(frozen=True)
class Columns:
    """Where a row keeps its words: search keys, integers, codes that are found by their beginning, and labels."""

    keys: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    labels: tuple[Labels, ...] = ()


class Padded(Func):
    """A search key between two spaces, so that beginnings and ends of words can be told. Its index is decision 70's."""

    template = "(' ' || %(expressions)s || ' ')"
    output_field = TextField()


class UnindexedPadded(Func):
    """The same text, said so that no index of it is found."""

    template = "('' || ' ' || %(expressions)s || ' ')"
    output_field = TextField()


@dataclass(frozen=True)
class Matches:
    """``rows`` with what is asked of them: ``exact``ly named so, with the words ``in_order``, or with all the terms.

    ``in_order`` implies the terms. Unless ``with_index``, no index of everybody's words is used: a person who sees few
    rows of a large table must not learn from the time of an answer what the others say (decision 70).
    """

    rows: QuerySet[Any]
    exact: Q
    in_order: Q
    terms: Q

    @classmethod
    def of(cls, rows: QuerySet[Any], asked: Asked, columns: Columns, *, exact: Q, with_index: bool) -> "Matches":
        padded = Padded if with_index else UnindexedPadded
        return cls(
            rows.alias(**{_padded(key): padded(key) for key in columns.keys}),
            exact,
            _any(_has(columns, f" {phrase} ") for phrase in asked.phrases),
            _all(_any(_said(way, columns) for way in term.ways) for term in asked.terms),
        )

    def ranked(self, *order: Order) -> QuerySet[Any]:
        """All of them, the best first."""
        rank = Case(When(self.exact, then=0), When(self.in_order, then=1), default=2, output_field=IntegerField())
        ranked: QuerySet[Any] = self.rows.filter(self.exact | self.terms).annotate(rank=rank)
        return ranked.order_by("rank", *order)

    def first(self, count: int, *order: Order) -> list[Any]:
        """The first of ``ranked``, one rank after the other: in ``order`` a database may stop when it has enough."""
        found: list[Any] = []
        for condition in (self.exact, self.in_order, self.terms):
            if len(found) < count:  # or a rank above is not at its end
                rest = self.rows.filter(condition).exclude(pk__in=[row.pk for row in found])
                found += rest.order_by(*order)[: count - len(found)]
        return found


def _said(way: Way, columns: Columns) -> Q:
    if way.as_it_stands:
        return _has(columns, f" {way.phrase} ")
    words = zip(way.words, way.padded, strict=True)
    in_keys = _all(_in_keys(columns, padded) | _number(word, columns) for word, padded in words)
    return _any([in_keys, *(labels.q(*way.padded) for labels in columns.labels)])


def _has(columns: Columns, phrase: str) -> Q:
    return _any([_in_keys(columns, phrase), *(labels.q(phrase) for labels in columns.labels)])


def _in_keys(columns: Columns, phrase: str) -> Q:
    return _any(Q(**{f"{_padded(key)}__contains": phrase}) for key in columns.keys)


def _number(word: str, columns: Columns) -> Q:
    number = as_number(word)
    as_numbers = [Q(**{column: number}) for column in columns.numbers] if number is not None else []
    is_code = word.isascii() and word.isdigit() and len(word) >= FEWEST_OF_CODE
    as_codes = [Q(**{f"{column}__startswith": word}) for column in columns.codes] if is_code else []
    return _any([*as_numbers, *as_codes])


def _padded(key: str) -> str:
    return f"padded_{key.replace('__', '_')}"


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, NOTHING)


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions, Q())


def labelled(choices: type[Choices], column: str, *also: str | Promise) -> Labels:
    """The labels of a column's choices; ``also`` are words that all of them share."""
    return Labels(words_of(choices, *also), lambda values: Q(**{f"{column}__in": values}))


# Folding the same labels and names at every question took longer than finding anything.
folded = lru_cache(maxsize=10_000)(search_key)


@cache
def words_of(choices: type[Choices], *also: str | Promise) -> Mapping[Any, str]:
    """The folded words of each label in every language of the catalogues: one may ask in another than one reads."""
    return {value: " ".join(_in_every_language(label, *also)) for value, label in choices.choices}


def _in_every_language(*texts: str | Promise) -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield from (folded(str(text)) for text in texts)
