# hasktorch.double
#   mm = torch.mm

def mm(input: Tensor[_N, _K], mat2: Tensor[_K, _M]) -> Tensor[_N, _M]: ...
