"""The tables and documents in other formats."""
