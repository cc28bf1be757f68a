"""The world: the portal and what stands around it."""
