"""Square and rectangular matrices."""

from typing import Literal as L
from typing import assert_type

import hasktorch.double as T
from hasktorch.complexdouble import Tensor as ComplexTensor
from hasktorch.double import Tensor


def square(a: Tensor[L[3], L[3]], p: Tensor[L[5], L[3], L[3]], b: Tensor[L[3], L[2]], v: Tensor[L[3]]) -> None:
    assert_type(T.linalg.inv(a), Tensor[L[3], L[3]])
    assert_type(T.linalg.inv(p), Tensor[L[5], L[3], L[3]])
    assert_type(T.linalg.det(a), Tensor[*tuple[()]])
    assert_type(T.linalg.det(p), Tensor[L[5]])
    assert_type(T.linalg.cholesky(a), Tensor[L[3], L[3]])
    assert_type(T.linalg.solve(a, b), Tensor[L[3], L[2]])
    assert_type(T.linalg.solve(a, v), Tensor[L[3]])
    assert_type(T.linalg.eigh(a)[0], Tensor[L[3]])
    assert_type(T.linalg.eigh(a).eigenvectors, Tensor[L[3], L[3]])
    assert_type(T.linalg.eigvalsh(p), Tensor[L[5], L[3]])
    assert_type(T.linalg.eigvals(a), ComplexTensor[L[3]])
    assert_type(T.linalg.slogdet(a)[1], Tensor[*tuple[()]])
    assert_type(T.linalg.matrix_power(a, 3), Tensor[L[3], L[3]])
    assert_type(T.linalg.matrix_exp(a), Tensor[L[3], L[3]])
    assert_type(T.trace(a), Tensor[*tuple[()]])
    assert_type(T.logdet(a), Tensor[*tuple[()]])


def rectangular(a: Tensor[L[4], L[2]], c: Tensor[L[4], L[3]]) -> None:
    assert_type(T.linalg.pinv(a), Tensor[L[2], L[4]])
    assert_type(T.linalg.svd(a)[0], Tensor[L[4], L[4]])
    assert_type(T.linalg.svd(a)[2], Tensor[L[2], L[2]])
    assert_type(T.linalg.qr(a, "complete")[0], Tensor[L[4], L[4]])
    assert_type(T.linalg.qr(a, "complete").R, Tensor[L[4], L[2]])
    assert_type(T.linalg.vector_norm(a), Tensor[*tuple[()]])
    assert_type(T.linalg.matrix_norm(a), Tensor[*tuple[()]])
    assert_type(T.linalg.cross(c, c), Tensor[L[4], L[3]])
