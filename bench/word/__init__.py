"""Plans written as Word documents, as offices write them, and exported as LibreOffice exports them."""
