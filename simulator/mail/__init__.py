"""Mail, as it reaches the people of the bench: an SMTP server and a mailbox."""
