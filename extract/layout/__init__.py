"""Where on the page what stands: lines, tables, reading order, tables over several pages."""
