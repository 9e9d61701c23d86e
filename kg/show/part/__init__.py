"""One thing, claim or article read by itself: what its page is made of, without the whole graph."""
