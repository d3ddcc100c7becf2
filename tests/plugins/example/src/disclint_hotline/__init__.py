"""Reports name a telephone that readers can call. An example of a plugin of disclint."""
