"""Portals driven in a real browser: Chromium, by Playwright."""
