"""Task plans with tables drawn at random, as offices draw them, and how well they are read."""
