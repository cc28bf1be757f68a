"""The simulated portal: the nine steps of the procedure, served as a WSGI app."""
