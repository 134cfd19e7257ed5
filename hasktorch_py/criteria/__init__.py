"""Losses in hasktorch's order, (target, prediction): each equals torch's loss in value and gradient.

A reduced loss has the shape [1]; with `reduction="none"` it has a shape of its own. The dtype and shape of the target
are a part of each type: classes are Long, everything else has the prediction's dtype.
"""

from .classes import class_nll_criterion as class_nll_criterion
from .classes import cross_entropy_criterion as cross_entropy_criterion
from .classes import ctc_criterion as ctc_criterion
from .classes import multi_label_margin_criterion as multi_label_margin_criterion
from .classes import multi_margin_criterion as multi_margin_criterion
from .pairs import cosine_embedding_criterion as cosine_embedding_criterion
from .pairs import margin_ranking_criterion as margin_ranking_criterion
from .pairs import triplet_margin_criterion as triplet_margin_criterion
from .regression import abs_criterion as abs_criterion
from .regression import gaussian_nll_criterion as gaussian_nll_criterion
from .regression import huber_criterion as huber_criterion
from .regression import mse_criterion as mse_criterion
from .regression import poisson_nll_criterion as poisson_nll_criterion
from .regression import smooth_l1_criterion as smooth_l1_criterion
from .scores import bce_criterion as bce_criterion
from .scores import bce_with_logits_criterion as bce_with_logits_criterion
from .scores import hinge_embedding_criterion as hinge_embedding_criterion
from .scores import kl_div_criterion as kl_div_criterion
from .scores import margin_criterion as margin_criterion
from .scores import soft_margin_criterion as soft_margin_criterion
