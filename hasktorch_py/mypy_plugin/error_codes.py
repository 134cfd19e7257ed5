"""What errors are about: codes of their own, for `# type: ignore[tensor-shape]` and `disable_error_code`."""

from mypy.errorcodes import ARG_TYPE, ErrorCode

SHAPE = ErrorCode("tensor-shape", "ATen refuses the shapes of a call", "hasktorch")
DTYPE = ErrorCode("tensor-dtype", "ATen or the instance refuses the dtypes of a call", "hasktorch")
UNCHECKED = ErrorCode("tensor-unchecked", "ATen could not be asked about a call", "hasktorch")
RANK_PROMOTION = ErrorCode(
    "tensor-rank-promotion", "Broadcasting raises the rank of a tensor", "hasktorch", default_enabled=False
)
#: For what a refusal is about.
CODES = {"shape": SHAPE, "dtype": DTYPE, "argument": ARG_TYPE}
