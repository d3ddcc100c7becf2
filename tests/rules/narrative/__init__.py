"""Rules on the numbers of the prose."""
