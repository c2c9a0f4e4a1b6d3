"""What if: a plan's document with other figures laid over it, as `--set` asks."""
