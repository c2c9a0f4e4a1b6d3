"""The deck for the meeting: slides as plain values, and how they are drawn."""
