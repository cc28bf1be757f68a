"""The living document: one page that shows what was judged, and what was seen."""
