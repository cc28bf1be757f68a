"""What the portal does with requests, links and log-ins, without any page."""
