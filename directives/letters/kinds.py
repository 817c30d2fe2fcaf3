"""Which kinds of letter there are, and the dataclass of each."""

from directives.letters.letter import Letter

KINDS: dict[str, type[Letter]] = {
    "official_letter": Letter,
}
