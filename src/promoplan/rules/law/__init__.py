"""Rules of law, each gated on where the plan sells and what: they find what a lawyer should look at, and judge nothing."""
