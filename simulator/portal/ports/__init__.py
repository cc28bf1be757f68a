"""What the portal reaches the outside with: mail, CAPTCHA, tokens, hashes."""
