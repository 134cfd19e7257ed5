"""The IR → the operators that are bound, each with its place and its signatures; the rest is skipped with a reason."""

from codegen.select.operators import Operator as Operator
from codegen.select.operators import Place as Place
from codegen.select.selection import Reason as Reason
from codegen.select.selection import Selection as Selection
from codegen.select.selection import select as select
