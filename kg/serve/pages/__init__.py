"""HTML for people: the frame of every live page, and the pages themselves."""
