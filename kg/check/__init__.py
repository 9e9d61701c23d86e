"""Findings: what is wrong in a project, at which line, and how to mend it."""
