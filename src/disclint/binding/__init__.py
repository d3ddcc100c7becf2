"""Where the program meets reality: a document as read becomes a filing as understood."""
