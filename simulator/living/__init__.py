"""How people live with the procedure: needs, habits and mishaps, in virtual time."""
