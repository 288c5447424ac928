"""All books of a plan as one file: of the draft, and of each edition."""
