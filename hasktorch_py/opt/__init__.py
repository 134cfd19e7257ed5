"""Optimizers: pure functions on any pytree of tensors, which call torch.optim's own kernels.

optimizer = opt.adam(lr=1e-3)
state = optimizer.init(params)
params, state = optimizer.step(params, grads, state)
"""

from . import schedules as schedules
from ._adadelta import adadelta as adadelta
from ._adagrad import adagrad as adagrad
from ._adam import adam as adam
from ._adam import adamw as adamw
from ._clip import clip_grad_norm as clip_grad_norm
from ._nadam import nadam as nadam
from ._optimizer import Optimizer as Optimizer
from ._optimizer import State as State
from ._rmsprop import rmsprop as rmsprop
from ._sgd import sgd as sgd
from .schedules import Schedule as Schedule
