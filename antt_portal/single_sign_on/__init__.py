"""Sign-in through an office's own accounts: loaded where OIDC_PROVIDERS names a provider (decision 121)."""
