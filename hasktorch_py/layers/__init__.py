"""Layers: frozen pytrees of tensors, generic in dtype and dimensions. Instances have them at their dtype."""

from .attention import MultiheadAttention as MultiheadAttention
from .batch_norm import BatchNorm as BatchNorm
from .batch_norm import BatchNormState as BatchNormState
from .convolution import Conv1d as Conv1d
from .convolution import Conv2d as Conv2d
from .convolution import Conv3d as Conv3d
from .dropout import Dropout as Dropout
from .embedding import Embedding as Embedding
from .gru import GRU as GRU
from .gru import GRUCell as GRUCell
from .initialisation import calculate_gain as calculate_gain
from .initialisation import kaiming_normal as kaiming_normal
from .initialisation import kaiming_uniform as kaiming_uniform
from .initialisation import xavier_normal as xavier_normal
from .initialisation import xavier_uniform as xavier_uniform
from .layer_norm import LayerNorm as LayerNorm
from .linear import Linear as Linear
from .linear import get_tensors as get_tensors
from .linear import linear as linear
from .linear import linear_batch as linear_batch
from .lstm import LSTM as LSTM
from .lstm import LSTMCell as LSTMCell
from .sequential import Sequential as Sequential
from .sequential import sequential as sequential
from .stage import stage as stage
