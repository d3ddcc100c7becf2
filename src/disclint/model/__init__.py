"""The nouns of disclint: frozen values that travel between loading, binding, checking and reporting."""
