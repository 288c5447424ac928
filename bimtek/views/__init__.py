"""Pages of the process, a file for each subject."""
