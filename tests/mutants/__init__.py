"""Small mistakes, made in the program one at a time: a test that lets one pass does not test what it seems to."""
