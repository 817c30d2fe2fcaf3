"""The forms of a page as a person would send them, with every value that could be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

CHOSEN_BY = {"option": "selected", "radio": "checked", "checkbox": "checked"}


@dataclass
class FilledForm:
    """``values`` are sent as they stand; ``choices`` are all that each field offers or carries."""

    method: str
    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, set[str]] = field(default_factory=dict)

    def take(self, name: str, value: str, *, is_sent: bool) -> None:
        self.choices.setdefault(name, set()).add(value)
        if is_sent:
            self.values.setdefault(name, []).append(value)


class FilledForms(HTMLParser):
    """Of one page. Fields that stand outside belong to the form they name; of a select the first option is sent."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[FilledForm] = []
        self.by_id: dict[str, FilledForm] = {}
        self.current: FilledForm | None = None
        self.select: tuple[FilledForm, str] | None = None
        self.textarea: tuple[FilledForm, str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.current = FilledForm(told.get("method", "get").lower(), told.get("action", ""))
            self.forms.append(self.current)
            self.by_id[told.get("id", "")] = self.current
        elif tag == "option" and self.select:
            form, name = self.select
            is_first = name not in form.values
            form.take(name, told.get("value", ""), is_sent="selected" in told or (is_first and bool(told.get("value"))))
        elif tag in {"input", "button", "select", "textarea"} and told.get("name"):
            self._field(tag, told)

    def _field(self, tag: str, told: dict[str, str]) -> None:
        form = self.by_id.get(told["form"]) if "form" in told else self.current
        if form is None or told["name"] == "csrfmiddlewaretoken" or told.get("type") == "file":
            return
        if tag == "select":
            self.select = (form, told["name"])
        elif tag == "textarea":
            self.textarea = (form, told["name"])
        else:
            kind = told.get("type", "submit" if tag == "button" else "text")
            is_sent = kind not in {"radio", "checkbox", "submit", "button"} or "checked" in told
            form.take(told["name"], told.get("value", ""), is_sent=is_sent)

    def handle_data(self, data: str) -> None:
        if self.textarea:
            form, name = self.textarea
            form.take(name, data, is_sent=True)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.current = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None
