"""What a simulation answers, as JSON and as a page for analysts."""
