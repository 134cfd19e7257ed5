"""The state of random numbers: a `torch.Generator`, always passed explicitly, never torch's global one.

The same seed gives the same numbers as torch's own calls with a generator of that seed.
"""

import torch


def new_rng(seed: int, device: torch.device | str = "cpu") -> torch.Generator:
    """A generator that starts from the seed. Raises RuntimeError for one beyond 64 bits."""
    return torch.Generator(device).manual_seed(seed)


def manual_seed(rng: torch.Generator, seed: int) -> torch.Generator:
    """Start the generator anew from the seed; it is returned. Raises RuntimeError for one beyond 64 bits."""
    return rng.manual_seed(seed)


def initial_seed(rng: torch.Generator) -> int:
    """The seed that the generator last started from."""
    return rng.initial_seed()
