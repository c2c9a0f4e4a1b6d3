"""The typed plan."""
