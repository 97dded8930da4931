"""How the product's own line recogniser is trained: drawn lines, a small network, its weights."""
