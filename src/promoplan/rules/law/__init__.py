"""Rules of law, gated on where the plan sells and what: they find what a lawyer should look at, and judge nothing."""
