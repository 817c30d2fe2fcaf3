"""A made-up record as lines of the chain, without a database."""

from antt_portal.core.sealing.chain import digest_of, link

DIGESTS = ("entry_digest", "address_digest", "said_digest")


def a_chain(count, *, at="2026-10-27T09:20:00Z"):
    found, before = [], ""
    for position in range(1, count + 1):
        line = a_line(position, at=at)
        line["digest"] = before = link(position, before, line)
        found.append(line)
    return found


def a_line(position, *, entry_id=None, verb="report.submit", at="2026-10-27T09:20:00Z", after=None):
    entry_id = entry_id or 10 * position
    parts = {
        "entry": {"id": entry_id, "at": at, "verb": verb},
        "address": {"salt": f"a{position}", "ip": "192.0.2.1"},
        "said": {"salt": f"s{position}", "note": "", "before": None, "after": after},
    }
    digests = {f"{name}_digest": digest_of(part) for name, part in parts.items()}
    return {"position": position, "entry_id": entry_id, "sealed_at": at, **parts, **digests}


def sealed_after(lines, line):
    """``lines`` and ``line``, sealed as the next."""
    line["digest"] = link(line["position"], lines[-1]["digest"], line)
    return [*lines, line]
