"""The bundled kinds of rules, one module each, named after the kind."""
