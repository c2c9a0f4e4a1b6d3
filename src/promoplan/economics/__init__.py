"""What a plan costs and brings: pure functions on the model's figures."""
