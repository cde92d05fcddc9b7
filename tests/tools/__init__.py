"""Tools that look at what was made; tests and people use them, the build never does."""
