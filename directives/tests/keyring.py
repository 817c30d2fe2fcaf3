"""Keys for a board at work: its leader's and its seal, on files that the settings name."""

from directives.models import SigningKey


def give_keys(office, settings, folder, authority, passphrase):
    """``authority`` certifies both, and is trusted."""
    holders = {"leader": office.leader.user.full_name, "agency": office.own.name}
    for name, holder in holders.items():
        (folder / f"{name}.p12").write_bytes(authority.holder(holder).pkcs12())
    settings.SIGNING_KEYS = {name: {"file": str(folder / f"{name}.p12"), "passphrase": passphrase} for name in holders}
    settings.SIGNING_TRUST = [str(authority.trusted_in(folder))]
    board = {"board_id": office.own.board_id}
    SigningKey.objects.create(key_name="leader", user=office.leader.user, **board)
    SigningKey.objects.create(key_name="agency", organisation=office.own, **board)
