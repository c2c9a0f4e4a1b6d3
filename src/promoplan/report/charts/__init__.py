"""Pictures of a plan: from small frozen values to SVG text that browsers and the typesetter draw alike."""
