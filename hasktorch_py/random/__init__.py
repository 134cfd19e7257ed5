"""Random numbers: generators, checked parameters, and distributions whose results have static shapes."""

from .distributions import Distributions as Distributions
from .generator import initial_seed as initial_seed
from .generator import manual_seed as manual_seed
from .generator import new_rng as new_rng
from .ranges import ClosedUnit as ClosedUnit
from .ranges import NonZero as NonZero
from .ranges import OpenUnit as OpenUnit
from .ranges import Ordered as Ordered
from .ranges import OrderedInts as OrderedInts
from .ranges import Positive as Positive
from .ranges import closed_unit as closed_unit
from .ranges import non_zero as non_zero
from .ranges import open_unit as open_unit
from .ranges import ord2_tuple as ord2_tuple
from .ranges import positive as positive
