"""What everybody knows of Vietnamese script and administration, once."""
