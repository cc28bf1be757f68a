"""Google's side of reCAPTCHA v2, played by the bench."""
