"""What can be measured of the page that Chromium shows, one module a subject."""
