"""Two ATen versions → what changed between them, and what it means for code that calls ATen."""
