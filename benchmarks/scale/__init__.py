"""What all work costs as graphs grow, beside other engines in the same run."""
