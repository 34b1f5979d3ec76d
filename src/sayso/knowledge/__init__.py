"""What is known before reading: data files first, and one small strict loader for each kind of row."""
