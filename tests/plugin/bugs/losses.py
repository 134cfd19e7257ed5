"""Predictions and targets that do not fit each other."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def classification(
    logits: Tensor[L[32], L[10]], labels: LongTensor[L[32]], half: LongTensor[L[16]], y: Tensor[L[32]]
) -> None:
    T.nn.cross_entropy(logits, labels)
    T.nn.cross_entropy(logits, half)  # error: Expected input batch_size (32) to match target batch_size (16)
    T.nn.cross_entropy(logits, y)  # error: expected target dtype to be Long or Byte, but got Double
    T.nn.cross_entropy(logits, labels.unsqueeze(1))  # error: 0D or 1D target tensor expected, multi-target not
    T.nn.cross_entropy(labels, logits)  # error: "log_softmax_lastdim_kernel_impl" not implemented for 'Long'
    T.nn.cross_entropy(logits, T.zeros(32, 9))  # error: 0D or 1D target tensor expected, multi-target not supported
    T.nn.cross_entropy(logits, labels, T.ones(9))  # error: weight tensor should be defined either for all 10 classes
    T.nn.cross_entropy(logits, labels, T.ones(10))
    T.nn.cross_entropy(logits, labels, label_smoothing=2.0)  # error: label_smoothing must be between 0.0 and 1.0
    T.nn.nll_loss(T.nn.log_softmax(logits, 1), labels)
    T.nn.nll_loss(logits, half)  # error: Expected input batch_size (32) to match target batch_size (16)
    T.nn.nll_loss(logits, y)  # error: expected target dtype to be Long or Byte, but got Double
    T.nn.nll_loss(logits, labels, T.ones(5))  # error: weight tensor should be defined either for all 10 classes or no
    T.nn.nll_loss(logits.T, labels)  # error: Expected input batch_size (10) to match target batch_size (32)
    T.nn.multi_margin_loss(logits, half)  # error: multi_margin_loss: target tensor should be 1-D with size equal to
    T.nn.multilabel_margin_loss(logits, labels)  # error: inconsistent target size: [32] for input of size: [32, 10]


def segmentation(
    logits: Tensor[L[2], L[5], L[16], L[16]],
    mask: LongTensor[L[2], L[16], L[16]],
    wrong: LongTensor[L[2], L[1], L[16], L[16]],
) -> None:
    T.nn.cross_entropy(logits, mask)
    T.nn.cross_entropy(logits, wrong)  # error: only batches of spatial targets supported (3D tensors) but got targets
    T.nn.cross_entropy(logits, mask[:, 1:])  # error: size mismatch (got input: [2, 5, 16, 16] , target: [2, 15, 16]
    T.nn.cross_entropy(logits, mask[0])  # error: Expected input batch_size (2) to match target batch_size (16)
    T.nn.nll_loss(logits, wrong)  # error: only batches of spatial targets supported (3D tensors) but got targets of


def binary(p: Tensor[L[32], L[1]], y: Tensor[L[32]], n: LongTensor[L[32], L[1]], f: FloatTensor[L[32], L[1]]) -> None:
    T.nn.binary_cross_entropy(T.sigmoid(p).squeeze(1), y)
    T.nn.binary_cross_entropy(T.sigmoid(p), y)  # error: Using a target size (torch.Size([32])) that is different to
    T.nn.binary_cross_entropy_with_logits(p, y)  # error: Target size (torch.Size([32])) must be the same as input
    T.nn.binary_cross_entropy(p, n)  # error: Found dtype Long but expected Double
    T.nn.binary_cross_entropy(p, f)  # error: Found dtype Float but expected Double
    T.nn.binary_cross_entropy(p, p, T.zeros(31, 1))  # error: Attempting to broadcast a dimension of length 31 at -2!
    T.nn.soft_margin_loss(p, T.zeros(31, 1))  # error: The size of tensor a (32) must match the size of tensor b (31)


def regression(p: Tensor[L[8], L[3]], q: Tensor[L[8], L[4]], v: Tensor[L[7]]) -> None:
    T.nn.mse_loss(p, p)
    T.nn.mse_loss(p, q)  # error: The size of tensor a (3) must match the size of tensor b (4) at non-singleton
    T.nn.l1_loss(p, q)  # error: The size of tensor a (3) must match the size of tensor b (4) at non-singleton
    T.nn.smooth_l1_loss(p, q)  # error: The size of tensor a (3) must match the size of tensor b (4) at non-singleton
    T.nn.huber_loss(p, q)  # error: The size of tensor a (3) must match the size of tensor b (4) at non-singleton
    T.nn.kl_div(p, q)  # error: The size of tensor a (4) must match the size of tensor b (3) at non-singleton
    T.nn.poisson_nll_loss(p, q)  # error: The size of tensor a (4) must match the size of tensor b (3) at
    T.nn.mse_loss(p, p, reduction="avg")  # error: avg is not a valid value for reduction
    T.nn.cosine_similarity(p, q)  # error: The size of tensor a (3) must match the size of tensor b (4) at
    T.nn.cosine_embedding_loss(p, q, T.ones(8))  # error: The size of tensor a (3) must match the size of tensor b (4)
    T.nn.triplet_margin_loss(p, p, q)  # error: The size of tensor a (3) must match the size of tensor b (4) at
    T.nn.margin_ranking_loss(p[:, 0], q[:, 0], v)  # error: The size of tensor a (7) must match the size of tensor b
    T.nn.gaussian_nll_loss(p, p, q)  # error: var is of incorrect size
    T.nn.pairwise_distance(p, q)  # error: The size of tensor a (3) must match the size of tensor b (4) at
    T.nn.hinge_embedding_loss(p, q)  # error: The size of tensor a (4) must match the size of tensor b (3) at


def sequences(
    log_probs: Tensor[L[50], L[16], L[20]], targets: LongTensor[L[16], L[30]], sizes: LongTensor[L[16]]
) -> None:
    T.nn.ctc_loss(log_probs, targets, sizes, sizes)
    T.nn.ctc_loss(log_probs, targets, sizes, sizes[:15])  # error: target_lengths must be of size batch_size
