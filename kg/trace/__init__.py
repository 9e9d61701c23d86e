"""From an answer to the passages: attaching texts, anchoring, verdicts, chains."""
