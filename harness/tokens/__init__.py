"""The token of a reset link, as whoever holds it can read it, and forge another."""
