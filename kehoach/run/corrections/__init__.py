"""What stewards decided: an append-only log, and its replay over every later reading of the same document."""
