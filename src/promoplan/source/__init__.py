"""From files to documents: reading within limits, positions of every key and value, `extends`, and safe writing."""
