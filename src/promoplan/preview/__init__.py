"""The live preview: a plan's report in a browser, with what is found beside it, anew whenever a file is saved."""
