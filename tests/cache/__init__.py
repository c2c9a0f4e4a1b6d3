"""Tests of what is kept between runs, and of runs by several processes."""
