"""References to numbered documents: strict grammar, lenient grammar, symbols, context, relations."""
