"""What users type, a file per command. Each asks a room and prints what it says; none of them decides."""
