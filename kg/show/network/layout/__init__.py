"""Where things stand in the picture: computed here, so that the same graph gives the same."""
