"""FranceConnect v2, played by the bench."""
