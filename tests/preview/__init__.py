"""The live preview, in a real browser and against strangers."""
