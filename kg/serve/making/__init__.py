"""What is asked for made apart: in kept processes, each ended at its limits or with its client."""
