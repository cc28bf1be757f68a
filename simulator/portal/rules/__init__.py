"""Pure rules of the procedure: no page, no table, no clock of their own."""
