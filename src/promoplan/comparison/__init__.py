"""What changed between two plans, or between two revisions of one."""
