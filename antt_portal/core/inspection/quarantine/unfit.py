"""How a parser says no: a code and plain values, turned into words by ``reasons``."""


class Unfit(Exception):
    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
