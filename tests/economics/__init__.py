"""The numbers behind rules and reports."""
