"""A real browser for tests: the system's Chromium."""

import shutil

import pytest
from playwright.sync_api import Browser

__all__ = ["CHROMIUM", "Browser", "needs_browser"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser's path; None where there is none."""

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
"""For tests that need a browser; CI has one."""
