"""The mail before it leaves: its wording and when to try again."""
