"""The pages, and the bench API beside them."""
