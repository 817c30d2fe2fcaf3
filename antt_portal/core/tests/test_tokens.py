"""The stylesheet's promises: one dark theme, and words that can be read on every surface they stand on."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[3] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
BLOCK = r"\s*\{([^{}]*)\}"
SELECTORS = {
    "light": r':root, \[data-bs-theme="light"\]',
    "dark by system": r':root:not\(\[data-bs-theme="light"\]\)',
    "dark by choice": r'\n\[data-bs-theme="dark"\]',
}
SURFACES = ("canvas", "paper", "sunk", "blue-wash", "green-wash", "gold-wash", "red-wash")
WORDS = [
    *[(ink, surface) for ink in ("ink", "ink-2") for surface in SURFACES],
    *[(tone, surface) for tone in ("blue", "green", "gold", "red") for surface in (f"{tone}-wash", "paper", "canvas")],
    ("blue", "sunk"),
    ("white", "fill"),
    ("white", "mast"),
    ("mast-ink", "mast"),
]
SHAPES = [("edge", "paper"), ("focus", "canvas"), ("focus", "paper"), ("white", "mast"), ("fill-2", "paper")]


def theme(name):
    block = re.search(SELECTORS[name] + BLOCK, TOKENS)[1]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def colour(name, values):
    fixed = {"white": "#fff", "mast-ink": re.search(r"--mast-ink: (#\w+)", TOKENS)[1]}
    digits = {**values, **fixed}[name].removeprefix("#")
    full = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def luminance(channels):
    """WCAG 2.2, relative luminance."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front, back, values):
    light, dark = sorted((luminance(colour(name, values)) for name in (front, back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_two_dark_blocks_are_equal():
    assert theme("dark by system") == theme("dark by choice")


def test_dark_names_every_colour_that_light_names():
    assert theme("dark by choice").keys() == theme("light").keys()


@pytest.mark.parametrize("name", ["light", "dark by choice"])
@pytest.mark.parametrize(("front", "back"), WORDS)
def test_words_reach_4_5_to_1(name, front, back):
    assert contrast(front, back, theme(name)) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark by choice"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_borders_of_controls_and_the_focus_reach_3_to_1(name, front, back):
    assert contrast(front, back, theme(name)) >= 3


def test_every_token_that_is_used_is_defined():
    source = "\n".join(path.read_text() for path in CSS.glob("*.css"))
    used = {name for name in re.findall(r"var\((--[\w-]+)\)", source) if not name.startswith("--bs-")}
    assert used <= set(re.findall(r"(--[\w-]+)\s*:", source))
