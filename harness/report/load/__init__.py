"""What came of a load run: a French page with plots, JSON, the terminal."""
