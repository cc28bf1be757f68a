"""Everything that must survive a restart, on SQLAlchemy Core."""
