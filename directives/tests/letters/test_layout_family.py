"""Every rule of layout on letters of every shape, many at a time because printing is dear."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from directives.tests.letters.layout import CHECKS
from directives.tests.letters.printing import print_all
from directives.tests.letters.specimens import any_letter

SEEDS = st.lists(st.integers(0, 2**32), min_size=10, max_size=10, unique=True)


# Nothing is shrunk: the message names the letter by its seed.
@settings(max_examples=3, deadline=None, database=None, phases=[Phase.generate])
@given(SEEDS)
def test_letters_of_every_shape_follow_every_rule(seeds):
    letters = [any_letter(seed) for seed in seeds]
    broken = []
    for seed, letter, paper in zip(seeds, letters, print_all(letters), strict=True):
        for check in CHECKS:
            try:
                check(letter, paper)
            except (AssertionError, ValueError, IndexError) as error:
                broken.append(f"{check.__name__}, letter {seed}: {error!r:.300}")
    assert not broken, "\n".join(broken)
