"""Criteria: a reduced loss has the shape [1], another one has a shape of its own."""

from typing import Any, TypeVar, assert_type
from typing import Literal as L

from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor
from hasktorch_py import criteria as c

B = TypeVar("B", bound=int)


def regression(y: Tensor[L[4], L[1]], x: Tensor[L[4], L[1]], v: Tensor[L[4], L[1]], f: FloatTensor[L[3]]) -> None:
    assert_type(c.mse_criterion(y, x), Tensor[L[1]])
    assert_type(c.mse_criterion(f, f), FloatTensor[L[1]])
    assert_type(c.mse_criterion(y, x, reduction="sum"), Tensor[L[1]])
    assert_type(c.mse_criterion(y, x, reduction="none"), Tensor[L[4], L[1]])
    assert_type(c.abs_criterion(y, x), Tensor[L[1]])
    assert_type(c.abs_criterion(y, x, reduction="none"), Tensor[L[4], L[1]])
    assert_type(c.smooth_l1_criterion(y, x, 0.5), Tensor[L[1]])
    assert_type(c.huber_criterion(y, x, 0.5, reduction="none"), Tensor[L[4], L[1]])
    positive: Tensor[L[4], L[1]] = v.abs().add(1.0)
    assert_type(c.gaussian_nll_criterion(y, x, positive), Tensor[L[1]])
    assert_type(c.poisson_nll_criterion(positive, x, full=True), Tensor[L[1]])


def polymorphic(y: Tensor[B, L[1]], x: Tensor[B, L[1]]) -> Tensor[L[1]]:
    assert_type(c.mse_criterion(y, x, reduction="none"), Tensor[B, L[1]])
    return c.mse_criterion(y, x)


def unknown(y: Tensor[Any, L[1]], x: Tensor[L[3], L[1]]) -> None:
    a: Tensor[L[1]] = c.mse_criterion(y, x)
    b: Tensor[L[3], L[1]] = c.mse_criterion(y, x, reduction="none")


def scores(y: Tensor[L[4], L[3]], x: Tensor[L[4], L[3]], w: Tensor[L[3]]) -> None:
    target: Tensor[L[4], L[3]] = y.sigmoid()
    p: Tensor[L[4], L[3]] = x.sigmoid()
    log_p: Tensor[L[4], L[3]] = p.log()
    assert_type(c.bce_criterion(target, p), Tensor[L[1]])
    assert_type(c.bce_criterion(target, p, w, reduction="none"), Tensor[L[4], L[3]])
    assert_type(c.bce_with_logits_criterion(target, x, pos_weight=w), Tensor[L[1]])
    assert_type(c.kl_div_criterion(target, log_p, reduction="batchmean"), Tensor[L[1]])
    assert_type(c.kl_div_criterion(target, log_p, reduction="none"), Tensor[L[4], L[3]])
    assert_type(c.soft_margin_criterion(target, x), Tensor[L[1]])
    assert_type(c.margin_criterion(target, x, 2.0), Tensor[L[1]])
    assert_type(c.hinge_embedding_criterion(target, x, reduction="none"), Tensor[L[4], L[3]])


def classes(x: Tensor[L[4], L[3]], image: Tensor[L[2], L[5], L[8], L[7]], w: Tensor[L[3]]) -> None:
    target: LongTensor[L[4]] = x.argmax(1)
    pixels: LongTensor[L[2], L[8], L[7]] = image.argmax(1)
    labels: LongTensor[L[4], L[3]] = x.argsort(1)
    assert_type(c.class_nll_criterion(target, x), Tensor[L[1]])
    assert_type(c.class_nll_criterion(target, x, w, reduction="none"), Tensor[L[4]])
    assert_type(c.cross_entropy_criterion(target, x, label_smoothing=0.1), Tensor[L[1]])
    assert_type(c.cross_entropy_criterion(pixels, image, reduction="none"), Tensor[L[2], L[8], L[7]])
    assert_type(c.cross_entropy_criterion(x.softmax(1), x), Tensor[L[1]])
    assert_type(c.cross_entropy_criterion(x.softmax(1), x, reduction="none"), Tensor[L[4]])
    assert_type(c.multi_margin_criterion(target, x, 2), Tensor[L[1]])
    assert_type(c.multi_margin_criterion(target, x, reduction="none"), Tensor[L[4]])
    assert_type(c.multi_label_margin_criterion(labels, x), Tensor[L[1]])
    assert_type(c.multi_label_margin_criterion(labels, x, reduction="none"), Tensor[L[4]])


def sequences(x: Tensor[L[9], L[2], L[5]], words: Tensor[L[2], L[3], L[4]], batch: Tensor[L[2], L[4]]) -> None:
    log_p: Tensor[L[9], L[2], L[5]] = x.log_softmax(2)
    target: LongTensor[L[2], L[3]] = words.argmax(2).add(1)
    zeros: LongTensor[L[2]] = batch.argmax(1).mul(0)
    assert_type(c.ctc_criterion(target, log_p, zeros.add(9), zeros.add(3)), Tensor[L[1]])
    assert_type(c.ctc_criterion(target, log_p, zeros.add(9), zeros.add(3), reduction="none"), Tensor[L[2]])


def pairs(x: Tensor[L[4], L[3]], z: Tensor[L[4], L[3]], y: Tensor[L[4]]) -> None:
    sign: Tensor[L[4]] = y.sign()
    signs: Tensor[L[4], L[3]] = z.sign()
    assert_type(c.cosine_embedding_criterion(sign, (x, z)), Tensor[L[1]])
    assert_type(c.cosine_embedding_criterion(sign, (x, z), reduction="none"), Tensor[L[4]])
    assert_type(c.margin_ranking_criterion(signs, (x, z)), Tensor[L[1]])
    assert_type(c.margin_ranking_criterion(signs, (x, z), reduction="none"), Tensor[L[4], L[3]])
    assert_type(c.triplet_margin_criterion(x, z, signs), Tensor[L[1]])
    assert_type(c.triplet_margin_criterion(x, z, signs, reduction="none"), Tensor[L[4]])
