"""What an instance calls at run time: constructors and boundaries, names that come when asked for, those it lacks."""
