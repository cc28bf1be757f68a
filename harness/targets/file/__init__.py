"""``--target FILE.toml``: any portal, as a file describes it (docs/cible.md)."""
