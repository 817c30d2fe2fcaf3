"""The form of a letter as a browser sends it."""

from typing import Any

from directives.models import OfficialLetter

AUTOSAVE = {"X-Autosave": "1"}


def typed(letter: OfficialLetter, *texts: str, **more: Any) -> dict[str, Any]:
    """The letter as it is stored, with these paragraphs instead of its own where there are any."""
    data = letter.data
    body = [{"text": text} for text in texts] or data["body"]
    sent: dict[str, Any] = {name: data[name] or "" for name in ("symbol", "place", "urgency", "subject", "archive")}
    sent |= {name: "\n".join(data[name]) for name in ("recipients", "also_to", "bases", "copies_to")}
    for number, one in enumerate(body):
        sent[f"body-{number}-text"] = one["text"]
        sent |= {f"body-{number}-{name}": one.get(name, "") for name in ("label", "style")}
        sent[f"body-{number}-level"] = one.get("level", 1)
    chosen = letter.delegation.public_id if letter.delegation else ""
    return {**sent, "delegation": chosen, "version": letter.text_version, "state": letter.version, **more}
