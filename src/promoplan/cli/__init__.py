"""The command line: one file per command; each reads its arguments, calls, prints and exits."""
