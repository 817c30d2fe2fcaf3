"""What a provider signed of a person, read only when signature, addressee, time and nonce hold (OIDC Core 3.1.3.7)."""

from hmac import compare_digest
from typing import Any

import jwt
from allauth.socialaccount.providers.base import ProviderException

# No symmetric ones: whoever knows the client's secret could write tokens.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
LEEWAY_SECONDS = 60
MOST_CHARACTERS_OF_SUBJECT = 191


def claims_of(token: object, keys: Any, *, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """Raises ProviderException for a token that is not whole, not signed by ``keys``, not for us, old, or replayed."""
    try:
        kid = jwt.get_unverified_header(str(token)).get("kid")
        claims: dict[str, Any] = jwt.decode(
            str(token),
            _key(jwt.PyJWKSet.from_dict(keys), kid),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProviderException(f"ID token: {type(error).__name__}") from error
    if not nonce or not compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise ProviderException("ID token: nonce")
    if claims.get("azp", client_id) != client_id or (isinstance(claims["aud"], list) and len(claims["aud"]) > 1):
        raise ProviderException("ID token: audience")
    if not 0 < len(claims["sub"]) <= MOST_CHARACTERS_OF_SUBJECT:
        raise ProviderException("ID token: subject")
    return claims


def _key(keys: jwt.PyJWKSet, kid: str | None) -> jwt.PyJWK:
    """By name; a provider of one key need not name it."""
    found = [key for key in keys.keys if key.key_id == kid] if kid else keys.keys
    if len(found) != 1:
        raise jwt.InvalidKeyError("no such key")
    return found[0]


def proves_twice(claims: dict[str, Any], accepted: dict[str, Any]) -> bool:
    """The provider says that it asked for a second factor, in one of the words that the installation accepts."""
    methods = claims.get("amr")
    told = {str(one) for one in methods} if isinstance(methods, list) else set()
    return claims.get("acr") in accepted.get("acr", []) or not told.isdisjoint(accepted.get("amr", []))
