"""Mailboxes that a portal sends to and the bench only reads: IMAP and Mailpit."""
