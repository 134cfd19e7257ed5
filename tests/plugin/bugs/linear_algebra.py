"""Matrices that are not square, and transforms along dimensions that are not there."""

from typing import Literal as L

import hasktorch.complexdouble as C
import hasktorch.double as T
from hasktorch.complexdouble import Tensor as ComplexTensor
from hasktorch.double import Tensor


def square(a: Tensor[L[3], L[3]], r: Tensor[L[3], L[4]], v: Tensor[L[3]]) -> None:
    T.linalg.inv(a)
    T.linalg.inv(r)  # error: linalg.inv: A must be batches of square matrices, but they are 3 by 4 matrices
    T.inverse(r)  # error: linalg.inv: A must be batches of square matrices, but they are 3 by 4 matrices
    T.linalg.inv(v)  # error: linalg.inv: The input tensor A must have at least 2 dimensions
    T.linalg.det(r)  # error: linalg.det: A must be batches of square matrices, but they are 3 by 4 matrices
    T.det(v)  # error: linalg.det: The input tensor A must have at least 2 dimensions
    T.logdet(r)  # error: logdet: A must be batches of square matrices, but they are 3 by 4 matrices
    T.linalg.slogdet(r)  # error: linalg.slogdet: A must be batches of square matrices, but they are 3 by 4 matrices
    T.linalg.eigh(r)  # error: linalg.eigh: A must be batches of square matrices, but they are 3 by 4 matrices
    T.linalg.eigvals(r)  # error: linalg.eigvals: A must be batches of square matrices, but they are 3 by 4 matrices
    T.linalg.cholesky(r)  # error: linalg.cholesky: A must be batches of square matrices, but they are 3 by 4 matrices
    T.linalg.matrix_power(r, 2)  # error: linalg.matrix_power: A must be batches of square matrices, but they are 3 by
    T.linalg.matrix_exp(r)  # error: linalg.matrix_exp: A must be batches of square matrices, but they are 3 by 4
    T.trace(v)  # error: trace: expected a matrix, but got tensor with dim 1
    T.linalg.lu_factor(v)  # error: torch.lu_factor: Expected tensor with 2 or more dimensions. Got size: [3] instead
    T.linalg.qr(v)  # error: linalg.qr: The input tensor A must have at least 2 dimensions
    T.linalg.svd(v)  # error: linalg.svd: The input tensor A must have at least 2 dimensions
    T.linalg.pinv(v)  # error: linalg.pinv(Double{[3]}): expected a tensor with 2 or more dimensions of float, double
    T.linalg.pinv(r)
    T.linalg.matrix_rank(v)  # error: torch.linalg.matrix_rank: The input tensor input must have at least 2 dimensions
    T.tril(v)  # error: tril: input tensor must have at least 2 dimensions
    T.diag(T.zeros(2, 2, 2))  # error: Supports 1D or 2D tensors. Got 3D
    T.linalg.cond(r, 1)  # error: linalg.cond(ord=1): A must be batches of square matrices, but they are 3 by 4


def systems(a: Tensor[L[3], L[3]], b: Tensor[L[4], L[2]], r: Tensor[L[4], L[3]], v: Tensor[L[3]]) -> None:
    T.linalg.solve(a, v)
    T.linalg.solve(a, b)  # error: linalg.solve: Incompatible shapes of A and B for the equation AX = B (3x3 and 4x2)
    T.linalg.solve(r, b)  # error: linalg.solve: A must be batches of square matrices, but they are 4 by 3 matrices
    T.linalg.lstsq(r, b)
    T.linalg.lstsq(a, b)  # error: torch.linalg.lstsq: input.size(-2) should match other.size(-2)
    T.linalg.solve_triangular(a, b, upper=True)  # error: linalg.solve_triangular: Incompatible shapes of A and B for
    T.cholesky_solve(b, a)  # error: Incompatible matrix sizes for cholesky_solve: each A matrix is 3 by 3 but each b
    T.linalg.cross(r, T.zeros(4, 4))  # error: linalg.cross: inputs dimension -1 must have length 3. Got 3 and 4
    T.linalg.cross(b, b)  # error: linalg.cross: inputs dimension -1 must have length 3. Got 2 and 2
    T.cross(v, v, dim=1)  # error: Dimension out of range (expected to be in range of [-1, 0], but got 1)
    T.kron(a, b) @ v  # error: size mismatch, got input (12), mat (12x6), vec (3)
    T.linalg.vecdot(v, T.zeros(4))  # error: inconsistent tensor size, expected tensor [3] and src [4] to have the
    T.linalg.norm(a, "fro", dim=2)  # error: linalg.matrix_norm: dim must be a 2-tuple. Got 2
    T.linalg.matrix_norm(v)  # error: linalg.matrix_norm: The input tensor A must have at least 2 dimensions
    T.linalg.vector_norm(v, dim=1)  # error: Dimension out of range (expected to be in range of [-1, 0], but got 1)
    T.linalg.householder_product(T.zeros(2, 3), v)  # error: torch.linalg.householder_product: input.shape[-2] must be
    T.linalg.tensorsolve(r, b)  # error: Expected self to satisfy the requirement prod(self.shape[other.ndim:]) ==
    T.vander(T.zeros(2, 2))  # error: x must be a one-dimensional tensor
    T.ormqr(a, v, b)  # error: torch.ormqr: other.shape[-2] must be equal to input.shape[-2]


def transforms(x: Tensor[L[4], L[16]], z: ComplexTensor[L[4], L[9]]) -> None:
    T.fft.rfft(x) * z
    T.fft.fft(x) * z  # error: The size of tensor a (16) must match the size of tensor b (9) at non-singleton
    T.fft.fft(x, dim=2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.fft.rfft(x, n=0)  # error: Invalid number of data points (0) specified
    T.fft.fft2(x[0])  # error: Dimension out of range (expected to be in range of [-1, 0], but got -2)
    T.fft.fftn(x, (4, 16, 2))  # error: Got shape with 3 values but input tensor only has 2 dimensions
    T.fft.fftn(x, s=(4,), dim=(0, 1))  # error: When given, dim and shape arguments must have the same length
    T.fft.fftn(x, dim=(0, 0))  # error: FFT dims must be unique
    C.fft.rfft(z)  # error: Module has no attribute "rfft"
    T.fft.fft(x, norm="none")  # error: Invalid normalization mode: "none"
    T.fft.fftshift(x, dim=2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    C.fft.irfft(z) + x
    C.fft.irfft(z, 17) + x  # error: The size of tensor a (17) must match the size of tensor b (16)
    T.stft(x, 32, return_complex=True)  # error: Argument #4: Padding size should be less than the corresponding input
    T.stft(x, 8, window=T.ones(9), return_complex=True)  # error: stft(torch.DoubleTensor[4, 24], n_fft=8
    T.istft(C.zeros(4, 4), 16)  # error: istft(CPUComplexDoubleType[4, 4], n_fft=16, hop_length=4, win_length=16
