"""What is written is seen as it will be printed, and its pieces are ready before anybody asks."""
