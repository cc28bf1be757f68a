"""Load: many people walk the procedure at once, and each must get what is hers."""
