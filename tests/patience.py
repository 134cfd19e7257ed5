"""How long a test waits for a program."""

#: Seconds after which a program hangs: far more than any takes on a slow and busy machine.
PATIENCE = 3000
