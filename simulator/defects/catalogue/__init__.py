"""The faulty portals, one module for each area of the procedure."""
