"""Tasks of tables and of the body."""
