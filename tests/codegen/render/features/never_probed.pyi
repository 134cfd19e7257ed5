# hasktorch.double
#   frobnicate = torch.frobnicate

def frobnicate(input: _Tensor[Any, *tuple[Any, ...]], generator: torch.Generator | None = ..., memory_format: torch.memory_format | None = ..., *, mask: Sequence[_bool], scale: _number | None = ...) -> tuple[_Tensor[Any, *tuple[Any, ...]], _int]: ...
