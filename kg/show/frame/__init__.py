"""What every page shares: its policy, its texts made safe, and claims as cards."""
