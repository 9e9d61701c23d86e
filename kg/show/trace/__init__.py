"""The trace page: claims beside the article that carries them."""
