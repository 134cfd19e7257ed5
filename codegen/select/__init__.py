"""The IR → the operators that are bound, each with its kind and its signatures; the rest is skipped with a reason."""

from .operators import Kind as Kind
from .operators import Operator as Operator
from .selection import Reason as Reason
from .selection import Selection as Selection
from .selection import Skip as Skip
from .selection import select as select
