"""What asking costs beside the bare engine, at several sizes, as ratios in one run."""
