"""The registry of metrics and their formulas."""
