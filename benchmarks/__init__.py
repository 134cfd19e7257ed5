"""The timing figures that the project promises, each beside what it is compared with, in one run."""
