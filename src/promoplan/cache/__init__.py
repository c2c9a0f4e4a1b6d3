"""What earlier runs found, for as long as nothing that they read has changed.

Everything here is a convenience: a cache that can't be read or written is no trouble, and what does not hold to the
letter counts as unknown. `runs` and what it imports answer a whole run and load next to nothing.
"""
