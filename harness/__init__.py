"""The stranger: tries the procedure on a portal and judges it."""
