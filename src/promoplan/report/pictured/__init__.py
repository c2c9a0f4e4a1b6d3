"""What of a plan is drawn: from the view model to charts, each with a caption and with what it shows in words."""
