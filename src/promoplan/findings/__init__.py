"""What promoplan says of a plan."""
