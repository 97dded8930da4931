"""A small data set to try the tables on: made-up plans of real offices, printed and scanned by turns."""
