"""A forecast as people and programs read it: text for a terminal, Markdown, JSON."""
