"""Tests of findings: suppression, baseline, codes, settings."""
