"""What names the occasion of a notice and whom it tells, so that the same one is never written twice."""

from hashlib import sha256

from antt_portal.core.subject import Subject


def occasion_key(about: Subject, occasion: str, whom: str) -> str:
    return f"{about._meta.model_name}:{about.public_id}:{occasion}:{whom}"


def of_user(user_id: int) -> str:
    return f"user:{user_id}"


def of_address(address: str) -> str:
    """Not the address itself: it may be erased, and its notices stay the ones they were."""
    return f"address:{sha256(address.lower().encode()).hexdigest()[:32]}"
