"""What a plan is likely to reach: its uncertain figures drawn many times, its goals held against the outcome."""
