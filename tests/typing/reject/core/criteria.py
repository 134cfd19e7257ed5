"""Targets of another shape or dtype than the criterion's, and losses taken for what they are not."""

from typing import Literal as L

from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor
from hasktorch_py import criteria as c


def targets_of_another_shape(x: Tensor[L[4], L[1]], vector: Tensor[L[4]], rows: Tensor[L[5], L[1]]) -> None:
    c.mse_criterion(vector, x)  # error
    c.mse_criterion(rows, x)  # error
    c.abs_criterion(vector, x)  # error
    c.smooth_l1_criterion(rows, x)  # error
    c.huber_criterion(rows, x)  # error
    c.poisson_nll_criterion(rows, x)  # error
    c.gaussian_nll_criterion(rows, x, x)  # error
    c.gaussian_nll_criterion(x, x, rows)  # error
    c.bce_criterion(rows, x)  # error
    c.bce_with_logits_criterion(rows, x)  # error
    c.kl_div_criterion(rows, x)  # error
    c.soft_margin_criterion(rows, x)  # error
    c.margin_criterion(rows, x)  # error
    c.hinge_embedding_criterion(rows, x)  # error


def targets_of_another_dtype(
    x: Tensor[L[4], L[1]], single: FloatTensor[L[4], L[1]], whole: LongTensor[L[4], L[1]]
) -> None:
    c.mse_criterion(single, x)  # error
    c.mse_criterion(whole, x)  # error
    c.bce_criterion(whole, x)  # error
    c.huber_criterion(single, x)  # error
    c.mse_criterion(whole, whole)  # error


def classes(
    x: Tensor[L[4], L[3]], t: LongTensor[L[4]], t5: LongTensor[L[5]], real: Tensor[L[4]], w: Tensor[L[4]],
    table: LongTensor[L[4], L[3]], image: Tensor[L[2], L[5], L[8], L[7]], pixels: LongTensor[L[2], L[8], L[6]],
) -> None:  # fmt: skip
    c.class_nll_criterion(real, x)  # error
    c.class_nll_criterion(t5, x)  # error
    c.class_nll_criterion(t, x, w)  # error
    c.class_nll_criterion(x, t)  # error
    c.cross_entropy_criterion(real, x)  # error
    c.cross_entropy_criterion(t5, x)  # error
    c.cross_entropy_criterion(table, x)  # error
    c.cross_entropy_criterion(pixels, image)  # error
    c.multi_margin_criterion(t5, x)  # error
    c.multi_margin_criterion(t, x, 3)  # error
    c.multi_label_margin_criterion(t, x)  # error
    c.multi_label_margin_criterion(x, x)  # error


def sequences(x: Tensor[L[9], L[2], L[5]], target: LongTensor[L[3], L[4]], n: LongTensor[L[2]]) -> None:
    c.ctc_criterion(target, x, n, n)  # error


def pairs(x: Tensor[L[4], L[3]], z: Tensor[L[4], L[2]], sign: Tensor[L[4]], five: Tensor[L[5]]) -> None:
    c.cosine_embedding_criterion(sign, (x, z))  # error
    c.cosine_embedding_criterion(five, (x, x))  # error
    c.margin_ranking_criterion(sign, (x, x))  # error
    c.triplet_margin_criterion(x, x, z)  # error
    c.cosine_embedding_criterion(sign, x)  # error


def results(x: Tensor[L[4], L[1]], y: Tensor[L[4], L[1]]) -> None:
    a_ = c.mse_criterion(y, x)
    a: Tensor[*tuple[()]] = a_  # error
    b_ = c.mse_criterion(y, x, reduction="none")
    b: Tensor[L[1]] = b_  # error
    f: FloatTensor[L[1]] = a_  # error


def reductions(x: Tensor[L[4], L[1]], y: Tensor[L[4], L[1]], t: LongTensor[L[4]]) -> None:
    c.mse_criterion(y, x, reduction="average")  # error
    c.mse_criterion(y, x, "sum")  # error
    c.class_nll_criterion(t, x, reduction="batchmean")  # error
    c.mse_criterion(y)  # error
