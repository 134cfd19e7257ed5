"""A tree of texts → a folder: whole or not at all."""

from codegen.write.tree import Written as Written
from codegen.write.tree import compare as compare
from codegen.write.tree import difference as difference
from codegen.write.tree import write as write
from codegen.write.tree import write_file as write_file
