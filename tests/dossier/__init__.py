"""Many reports at once: what is kept of each, which belong together, and what they say of each other."""
