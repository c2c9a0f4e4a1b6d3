"""Many plans in one report: totals, the calendar of all, what stands in each other's way, goals by metric."""
