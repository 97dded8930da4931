"""What Vietnamese spelling says of a reading: syllables, correction by collocation, numerals, confidence."""
