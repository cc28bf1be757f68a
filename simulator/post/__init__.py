"""The post between the portal and people's letterboxes."""
