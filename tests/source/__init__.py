"""Reading files into documents, and writing files."""
