"""Citations, their keys and what is to be doubted about them."""
