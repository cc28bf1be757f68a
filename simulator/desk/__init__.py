"""« Le bureau du testeur »: the world of ``sesame serve`` in a browser and as JSON."""
