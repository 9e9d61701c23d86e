"""Publishing a graph on an engine: what differs there, brought beside, switched in at once."""
