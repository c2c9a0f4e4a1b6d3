"""The language server for editors, over stdin and stdout; the only room that knows pygls."""
