"""Pages and pictures: networks and what leads from them to the passages."""
