"""The steward's desk: a local web page on which doubts are decided."""
