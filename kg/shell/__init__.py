"""The interactive prompt: what is typed, how it is completed, and when it is a whole query."""
