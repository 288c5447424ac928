"""Fills the databases that are measured: `country` what there is, the others the rows of it."""
