"""What is there and what lacks: one list that every page, gate, letter and book asks."""
