"""The view model: all that a report says, in the words of its language, before any format."""
