"""An archive that was cut short or altered is refused before anything is touched."""

import random

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from antt_portal.operations.backup import Damaged
from antt_portal.operations.backup.restoring import TooNew, check
from antt_portal.operations.tests.backup.acts import backed_up, program, restored, rows

pytestmark = pytest.mark.postgres
HEADER = 512  # of a tar's member; the end of a tar is two empty ones and padding, which say nothing


@pytest.fixture(params=["plain", "encrypted"])
def archive(request, filled, key, tmp_path):
    return backed_up(tmp_path, recipient=key[1] if request.param == "encrypted" else "")


def altered(content, position):
    return content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :]


def meaningful(archive):
    """Where a change matters: anywhere in what is encrypted, in names and contents of what is not."""
    if archive.suffix == ".age":
        return range(archive.stat().st_size)
    listed = program("tar", "--list", "--block-number", "-f", archive)
    last = next(line for line in listed.splitlines() if line.endswith(" SHA256SUMS"))
    sums = (int(last.split()[1].rstrip(":")) + 1) * HEADER
    return [*range(100), *range(HEADER, HEADER + 60), *range(sums, sums + 200)]


def test_no_altered_byte_and_no_cut_goes_unseen(archive, key, tmp_path):
    content, copy, chance = archive.read_bytes(), tmp_path / "copy", random.Random(6)
    end = len(content) if archive.suffix == ".age" else max(meaningful(archive))
    damaged = [altered(content, position) for position in chance.sample(meaningful(archive), 40)]
    for bad in [*damaged, *(content[:length] for length in [0, 1, 600, *chance.sample(range(end), 20)])]:
        copy.write_bytes(bad)
        with pytest.raises(Damaged):
            check(copy, identity=key[0])
    before = rows()
    copy.write_bytes(content[:-30_000])
    with pytest.raises(CommandError, match="bị cắt"):
        restored(copy, identity=key[0], force=True)
    assert rows() == before


def test_what_a_later_version_made_is_not_put_under_this_one(filled, tmp_path):
    MigrationRecorder(connection).record_applied("reports", "9999_of_later")
    with pytest.raises(TooNew, match=r"reports\.9999_of_later"):
        check(backed_up(tmp_path), identity="")
