"""The documented read API: what programs of an organisation may read with a token, as OpenAPI 3.1 (decision 117)."""
