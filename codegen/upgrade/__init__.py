"""Another torch, tried in a workspace of its own: what an upgrade changes, and whether all that must hold does."""
