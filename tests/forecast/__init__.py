"""What plans are likely to reach."""
