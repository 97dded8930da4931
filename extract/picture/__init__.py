"""A page's picture made ready for reading: cleaned, dewarped, seals taken out, or refused."""
