"""What a file offers: pages of PDFs and pictures, their text layers, legacy fonts."""
