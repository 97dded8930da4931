"""Names of agencies in a cell."""
