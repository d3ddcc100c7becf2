"""Rules on what the prose says."""
