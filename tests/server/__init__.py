"""Tests of the language server, most of them by a real client that talks to a real process."""
