"""What a book shows of many programs together: roles, indicators, risks, phases, dimensions."""
