"""Running the features against a portal."""
