"""The registry of metrics and its names."""
