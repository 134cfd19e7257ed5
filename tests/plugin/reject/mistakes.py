"""One mistake a line; what follows `# error:` stands in the message."""

from typing import Literal as L
from typing import TypeVar

import hasktorch.double as T
import hasktorch.long as long
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)


def functions(x: Tensor[L[4], L[2]], y: Tensor[L[3], L[5]], v: Tensor[L[4]], i: LongTensor[L[3], L[3]]) -> None:
    T.mm(x, y)  # error: mm([4, 2], [3, 5]): mat1 and mat2 shapes cannot be multiplied (4x2 and 3x5)  [tensor-shape]
    T.mv(x, v)  # error: mv([4, 2], [4]): size mismatch
    T.cat([x, y])  # error: Expected size 2 but got size 5 for tensor number 1 in the list
    T.cat([x, y], dim=1)  # error: Expected size 4 but got size 3 for tensor number 1 in the list
    T.stack((x, y))  # error: stack expects each tensor to be equal size
    T.reshape(x, (3, 3))  # error: shape '[3, 3]' is invalid for input of size 8
    T.transpose(x, 0, 2)  # error: Dimension out of range
    T.sum(x, 2)  # error: sum([4, 2], 2): Dimension out of range
    T.squeeze(x, 5)  # error: Dimension out of range
    T.index_select(x, 0, i)  # error: Index is supposed to be a vector
    T.einsum("ij,jk->ik", x, y)  # error: einsum
    T.linalg.inv(x)  # error: must be batches of square matrices
    T.linalg.cholesky(y)  # error: must be batches of square matrices
    T.topk(x, 3)  # error: selected index k out of range
    T.split(x, (1, 2))  # error: split_with_sizes expects split_sizes to sum exactly to 4
    T.dot(v, T.zeros(5))  # error: inconsistent tensor size
    T.fft.irfft(x, 0)  # error: Invalid number of data points


def networks(x: Tensor[L[8], L[3], L[32], L[32]], w: Tensor[L[6], L[1], L[5], L[5]], t: LongTensor[L[9]]) -> None:
    T.conv2d(x, w)  # error: expected input[8, 3, 32, 32] to have 1 channels, but got 3 channels instead
    T.conv2d(x, T.zeros(6, 3, 40, 40))  # error: Kernel size can't be greater than actual input size
    T.max_pool2d(x, 40)  # error: Output size is too small
    T.nn.linear(T.flatten(x, 1), T.zeros(10, 3000))  # error: (8x3072 and 3000x10)
    T.nn.cross_entropy(T.zeros(8, 10), t)  # error: Expected input batch_size (8) to match target batch_size (9)
    T.nn.layer_norm(x, (31,))  # error: normalized_shape=[31]
    T.nn.batch_norm(x, T.zeros(4), T.ones(4))  # error: running_mean should contain 3 elements not 4
    T.nn.pad(x, (1, 2, 3))  # error: Padding length


def methods(x: Tensor[L[4], L[6]], m: BoolTensor[L[5]]) -> None:
    x.view(5, 5)  # error: [4, 6].view(5, 5): shape '[5, 5]' is invalid for input of size 24
    x.expand(5, 6)  # error: The expanded size of the tensor (5) must match the existing size (4)
    x.mm(x)  # error: cannot be multiplied (4x6 and 4x6)
    x.add_(T.zeros(2, 4, 6))  # error: output with shape [4, 6] doesn't match the broadcast shape [2, 4, 6]
    x + T.zeros(4)  # error: [4, 6] + [4]: The size of tensor a (6) must match the size of tensor b (4)
    T.zeros(3) - x  # error: [3] - [4, 6]
    x @ x  # error: [4, 6] @ [4, 6]
    x[4]  # error: [4, 6][4]: index 4 is out of bounds for dimension 0 with size 4
    x[0, 0, 0]  # error: too many indices for tensor of dimension 2
    x[m]  # error: The shape of the mask [5] at index 0 does not match
    x.item()  # error: cannot be converted to Scalar
    T.zeros(5).mT  # error: tensor.mT is only supported on matrices
    T._add(T.zeros(4, 5), x, x)  # error: _add([4, 5], [4, 6], [4, 6]): An output with
    T.add(x, x, out=T.zeros(2))  # error: An output with one or more elements was resized
    x[0:2] = T.zeros(3, 6)  # error: [4, 6][0:2] = [3, 6]: The expanded size of the tensor (2) must match
    x += T.zeros(5)  # error: [4, 6] += [5]
    T.zeros(5).mm(x)  # error: self must be a matrix


def dtypes(x: Tensor[L[4]], f: FloatTensor[L[4]], n: LongTensor[L[4]]) -> None:
    x + f  # error: strict: Double[4] + Float[4]: dtypes do not mix implicitly: found Double and Float
    T.add(x, n)  # error: strict: [tensor-dtype]
    T.exp(f)  # error: strict: hasktorch.double does not take Float here
    long.bitwise_and(n, x)  # error: [tensor-dtype]
    T.index_select(x, 0, x)  # error: [tensor-dtype]
    T.mv(T.zeros(2, 4), n)  # error: [tensor-dtype]


def operands(x: Tensor[L[4]], n: LongTensor[L[4]], b: BoolTensor[L[4]]) -> None:
    x & 3  # error: Double[4] & 3: "bitwise_and_cpu" not implemented for 'Double'  [tensor-dtype]
    3 & x  # error: 3 & Double[4]: "bitwise_and_cpu" not implemented for 'Double'  [tensor-dtype]
    x & x  # error: "bitwise_and_cpu" not implemented for 'Double'  [tensor-dtype]
    n & 2.5  # error: Long[4] & 2.5: "bitwise_and_cpu" not implemented for 'Float'  [tensor-dtype]
    x << 1  # error: "lshift_cpu" not implemented for 'Double'  [tensor-dtype]
    x @ 3  # error: Double[4] @ 3: unsupported operand types: Tensor and int  [tensor-dtype]
    3 @ x  # error: 3 @ Double[4]: unsupported operand types: Tensor and int  [tensor-dtype]
    x + "a"  # error: Double[4] + 'a': unsupported operand types: Tensor and str  [tensor-dtype]
    x + None  # error: Double[4] + None: unsupported operand types: Tensor and NoneType  [tensor-dtype]
    3 - b  # error: 3 - Bool[4]: Subtraction, the `-` operator, with a bool tensor is not supported
    b - True  # error: Bool[4] - True: Subtraction, the `-` operator, with two bool tensors is not supported
    -b  # error: -Bool[4]: Negation, the `-` operator, on a bool tensor is not supported
    ~x  # error: ~Double[4]: ~ (operator.invert) is only implemented on integer and Boolean-type tensors
    n**-1  # error: Integers to negative integer powers are not allowed  [tensor-dtype]
    x < 1j  # error: Double[4] < 1j: "lt_cpu" not implemented for 'ComplexDouble'  [tensor-dtype]
    n /= 2  # error: Long[4] /= 2: result type Float can't be cast to the desired output type Long  [tensor-dtype]


def operands_of_unknown_value(x: Tensor[L[4]], k: int) -> None:
    x & k  # error: Double[4] & int: `&` does not take Double here; convert it first  [tensor-dtype]
    k & x  # error: int & Double[4]: `&` does not take Double here; convert it first  [tensor-dtype]


def symbols(x: Tensor[B, L[3]], y: Tensor[N, L[3]], z: Tensor[L[5], L[3]]) -> None:
    x @ y  # error: (needs N == 3)
    x + z  # error: strict: [B, 3] + [5, 3]: The size of tensor a (B) must match the size of tensor b (5)
    T.zeros(3) @ y  # error: (needs N == 3)
    x.view(7)  # error: is invalid for input of size 3*B
    T.stack((x, y))  # error: (needs B == N)


def arguments(x: Tensor[L[4], L[2]]) -> None:
    T.sum(x, "0")  # error: [arg-type]
    T.transpose(x)  # error: missing 2 required positional argument


def annotated(x: Tensor[L[4], L[2]]) -> None:
    a: Tensor[L[9], L[2]] = T.cat((x, x))  # error: [assignment]
    b: Tensor[L[2]] = T.sum(x, 1)  # error: [assignment]


def returned(x: Tensor[B, L[4]]) -> Tensor[B, L[2]]:
    return T.flatten(x, 1)  # error: [return-value]


def losses(x: Tensor[B, L[1]], y: Tensor[B]) -> None:
    T.nn.mse_loss(x, y)  # error: mse_loss([B, 1], [B]): Using a target size (torch.Size([B])) that is different to the
    T.nn.l1_loss(x, y)  # error: Using a target size
    T.nn.smooth_l1_loss(x, y)  # error: Using a target size
    T.nn.huber_loss(x, y)  # error: Using a target size
    T.nn.mse_loss(x.squeeze(1), y)
    T.nn.mse_loss(x, y.unsqueeze(1))


def unions(a: Tensor[L[2], L[4]] | Tensor[L[2], L[3]], w: Tensor[L[4], L[3]], x: Tensor[L[2]] | Tensor[L[3]]) -> None:
    T.mm(a, w)  # error: strict: mm([2, 3], [4, 3]): mat1 and mat2 shapes cannot be multiplied (2x3 and 4x3)
    T.add(a, x)  # error: [2, 4], [2]
