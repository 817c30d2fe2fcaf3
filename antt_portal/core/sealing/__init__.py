"""The record of acts, sealed: what was written down can be shown to be what stands there (decision 95)."""
