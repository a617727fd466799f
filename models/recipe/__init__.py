"""The recipe that makes Kinora's built-in model; see README.md."""
