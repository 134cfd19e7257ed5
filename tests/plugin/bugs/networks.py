"""Convolutions, pooling, normalisation, embeddings and cells that do not fit."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def convolutions(
    gray: Tensor[L[8], L[1], L[28], L[28]], rgb: Tensor[L[8], L[3], L[28], L[28]], w: Tensor[L[16], L[3], L[5], L[5]]
) -> None:
    T.conv2d(rgb, w)
    T.conv2d(gray, w)  # error: Given groups=1, weight of size [16, 3, 5, 5], expected input[8, 1, 28, 28] to have 3
    T.conv2d(rgb, w, T.zeros(15))  # error: Given weight of size [16, 3, 5, 5], expected bias to be 1-dimensional with
    T.conv2d(rgb, w, groups=3)  # error: Given groups=3, expected weight to be divisible by 3 at dimension 0, but got
    T.conv2d(rgb, T.zeros(16, 1, 5, 5), groups=3)  # error: Given groups=3, expected weight to be divisible by 3 at
    T.conv2d(rgb, T.zeros(15, 1, 5, 5), groups=3)
    T.conv2d(rgb, T.zeros(16, 3, 29, 29))  # error: Calculated padded input size per channel: (28 x 28). Kernel size
    T.conv2d(rgb, T.zeros(16, 3, 29, 29), padding=1)
    T.conv2d(rgb, w, stride=0)  # error: non-positive stride is not supported
    T.conv2d(rgb, w, padding=-1)  # error: negative padding is not supported
    T.conv2d(rgb, w, padding=(1, 1, 1))  # error: expected padding to be a single integer value or a list of 2 values
    T.conv2d(rgb, w, padding="same", stride=2)  # error: padding='same' is not supported for strided convolutions
    T.conv2d(T.permute(rgb, (0, 2, 3, 1)), w)  # error: Given groups=1, weight of size [16, 3, 5, 5], expected
    T.conv2d(rgb, T.zeros(16, 3, 5))  # error: expected stride to be a single integer value or a list of 1 values to
    T.conv2d(rgb, w, dilation=8)  # error: Calculated padded input size per channel: (28 x 28). Kernel size: (33 x
    T.conv2d(T.flatten(rgb, 1), w)  # error: Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of


def deep(
    x: Tensor[L[2], L[3], L[32], L[32]], w1: Tensor[L[8], L[3], L[3], L[3]], w2: Tensor[L[16], L[8], L[3], L[3]]
) -> None:
    h = T.max_pool2d(T.relu(T.conv2d(x, w1, padding=1)), 2)
    T.conv2d(h, w2, padding=1)
    T.conv2d(x, w2, padding=1)  # error: Given groups=1, weight of size [16, 8, 3, 3], expected input[2, 3, 32, 32] to
    T.nn.linear(T.flatten(h, 1), T.zeros(10, 8 * 16 * 16))
    T.nn.linear(T.flatten(h, 1), T.zeros(10, 8 * 8 * 8))  # error: mat1 and mat2 shapes cannot be multiplied (2x2048
    h.view(2, 8 * 15 * 15)  # error: shape '[2, 1800]' is invalid for input of size 4096
    h + x  # error: The size of tensor a (16) must match the size of tensor b (32) at non-singleton dimension 3


def one_and_three(x: Tensor[L[4], L[6], L[20]], v: Tensor[L[2], L[3], L[8], L[8], L[8]]) -> None:
    T.conv1d(x, T.zeros(9, 6, 3))
    T.conv1d(x, T.zeros(9, 5, 3))  # error: Given groups=1, weight of size [9, 5, 3], expected input[4, 6, 20] to have
    T.conv1d(x, T.zeros(9, 6, 21))  # error: Calculated padded input size per channel: (20). Kernel size: (21). Kernel
    T.conv1d(T.transpose(x, 1, 2), T.zeros(9, 6, 3))  # error: Given groups=1, weight of size [9, 6, 3], expected
    T.conv3d(v, T.zeros(4, 3, 9, 2, 2))  # error: Calculated padded input size per channel: (8 x 8 x 8). Kernel size
    T.conv3d(v, T.zeros(4, 2, 2, 2, 2))  # error: Given groups=1, weight of size [4, 2, 2, 2, 2], expected input[2, 3
    T.conv_transpose1d(x, T.zeros(6, 9, 3))
    T.conv_transpose1d(x, T.zeros(9, 6, 3))  # error: Given transposed=1, weight of size [9, 6, 3], expected input[4
    T.conv_transpose2d(v[0], T.zeros(3, 4, 2, 2))  # error: Given transposed=1, weight of size [3, 4, 2, 2], expected
    T.conv_transpose1d(x, T.zeros(6, 9, 3), output_padding=1)  # error: output padding must be smaller than either


def pools(x: Tensor[L[8], L[6], L[5], L[5]], s: Tensor[L[8], L[6], L[20]], v: Tensor[L[5]]) -> None:
    T.max_pool2d(x, 2)
    T.max_pool2d(x, 6)  # error: Given input size: (6x5x5). Calculated output size: (6x0x0). Output size is too small
    T.max_pool2d(x, 2, padding=2)  # error: pad should be at most half of effective kernel size, but got pad=2
    T.max_pool2d(v, 2)  # error: non-empty 3D or 4D (batch mode) tensor expected for input
    T.max_pool2d(x, 0)  # error: stride should not be zero
    T.max_pool1d(s, 21)  # error: max_pool1d() Invalid computed output size: 0
    T.nn.avg_pool2d(x, 7)  # error: Given input size: (6x5x5). Calculated output size: (6x0x0). Output size is too
    T.nn.avg_pool2d(x, (2, 2, 2))  # error: avg_pool2d: kernel_size must either be a single int, or a tuple of two ints
    T.nn.adaptive_avg_pool2d(x, (1, 1))
    T.nn.adaptive_avg_pool2d(v, (1, 1))  # error: Input dimension should be at least 3
    T.nn.max_unpool2d(x, x.long(), 2, output_size=(3, 3))  # error: invalid output_size "(3, 3)" (dim 0 must be
    T.nn.unfold(x, 6)  # error: Given input with spatial size (5, 5), kernel_size=(6, 6), dilation=(1, 1), padding=(0
    T.nn.fold(s, (4, 4), 2)  # error: Expected size of input's dimension 1 to be divisible by the product of
    T.nn.pad(x, (1, 1, 1))  # error: Padding length must be divisible by 2
    T.nn.pad(x, (5, 0), mode="reflect")  # error: Padding size 2 is not supported for 4D input tensor
    T.nn.pixel_shuffle(x, 2)  # error: pixel_shuffle expects its input's 'channel' dimension to be divisible by the
    T.nn.pixel_shuffle(T.zeros(1, 4, 3, 3), 2)


def resized(x: Tensor[L[1], L[3], L[8], L[8]], s: Tensor[L[1], L[3], L[8]]) -> None:
    T.nn.interpolate(x, scale_factor=2.0)
    T.nn.interpolate(x, (16, 16), mode="bilinear")
    T.nn.interpolate(s, (16, 16))  # error: Input and output must have the same number of spatial dimensions, but got
    T.nn.interpolate(s, 16, mode="bilinear")  # error: Got 3D input, but bilinear mode needs 4D input
    T.nn.interpolate(x, (16, 16), 2.0)  # error: only one of size or scale_factor should be defined
    T.nn.interpolate(x, (0, 16))  # error: Input and output sizes should be greater than 0, but got input (H: 8, W: 8)
    T.nn.grid_sample(x, T.zeros(1, 5, 5, 3))  # error: expected grid to have size 2 in last dimension, but got grid
    T.nn.affine_grid(T.zeros(1, 3, 2), (1, 3, 4, 4))  # error: Expected a batch of 2D affine matrices of shape Nx2x3


def normalised(x: Tensor[L[8], L[6], L[5], L[5]], w: Tensor[L[6]]) -> None:
    T.nn.batch_norm(x, w, w)
    T.nn.batch_norm(x, T.zeros(5), T.ones(5))  # error: running_mean should contain 6 elements not 5
    T.nn.batch_norm(x, w, w, T.zeros(8), w)  # error: weight should contain 6 elements not 8
    T.nn.layer_norm(x, (5, 5))
    T.nn.layer_norm(x, (6,))  # error: Given normalized_shape=[6], expected input with shape [*, 6], but got input of
    T.nn.layer_norm(x, (5, 5), w)  # error: Expected weight to be of same shape as normalized_shape, but got weight of
    T.nn.layer_norm(x, (6, 5))  # error: Given normalized_shape=[6, 5], expected input with shape [*, 6, 5], but got
    T.nn.group_norm(x, 3)
    T.nn.group_norm(x, 4)  # error: Expected number of channels in input to be divisible by num_groups, but got input
    T.nn.group_norm(x, 3, T.ones(5))  # error: Expected weight to be a vector of size equal to the number of channels
    T.nn.instance_norm(x, T.zeros(5), T.ones(5))  # error: running_mean should contain 48 elements not 40
    T.nn.rms_norm(x, (6,))  # error: Given normalized_shape=[6], expected input with shape [*6], but got input of
    T.nn.local_response_norm(w, 2)  # error: Expected 3D or higher dimensionality
    T.nn.normalize(x, dim=4)  # error: Dimension out of range (expected to be in range of [-4, 3], but got 4)
    T.nn.prelu(x, T.zeros(5))  # error: Mismatch of parameter numbers and input channel size. Found parameter numbers
    T.nn.glu(x)  # error: Halving dimension must be even, but dimension 3 is size 5
    T.nn.glu(x, 1)
    T.nn.dropout(x, 1.5)  # error: dropout probability has to be between 0 and 1, but got 1.5
    T.nn.dropout2d(x, -0.1)  # error: dropout probability has to be between 0 and 1, but got -0.1


def embedded(table: Tensor[L[100], L[16]], tokens: LongTensor[L[4], L[7]], x: Tensor[L[4], L[7]]) -> None:
    T.nn.embedding(tokens, table)
    T.nn.embedding(x, table)  # error: Expected tensor for argument #1 'indices' to have one of the following scalar
    T.nn.embedding(table, tokens)  # error: Expected tensor for argument #1 'indices' to have one of the following
    T.nn.embedding(tokens, table, padding_idx=100)  # error: Padding_idx must be within num_embeddings
    T.nn.embedding(tokens, table[0])  # error: 'weight' must be 2-D
    T.nn.embedding_bag(tokens, table)
    T.nn.embedding_bag(tokens, table, T.zeros(4).long())  # error: if input is 2D, then offsets has to be None, as
    T.nn.embedding(tokens, table) + T.zeros(8, 16)  # error: The size of tensor a (7) must match the size of tensor b
    T.nn.linear(T.nn.embedding(tokens, table), T.zeros(5, 7))  # error: mat1 and mat2 shapes cannot be multiplied


def cells(x: Tensor[L[4], L[10]], h: Tensor[L[4], L[20]], wi: Tensor[L[80], L[10]], wh: Tensor[L[80], L[20]]) -> None:
    T.lstm_cell(x, (h, h), wi, wh)
    T.lstm_cell(x, (h, h), wh, wi)  # error: input has inconsistent input_size: got 10 expected 20
    T.lstm_cell(x, (h, T.zeros(4, 10)), wi, wh)  # error: hidden1 has inconsistent hidden_size: got 10, expected 20
    T.lstm_cell(h, (h, h), wi, wh)  # error: input has inconsistent input_size: got 20 expected 10
    T.lstm_cell(x, (T.zeros(3, 20), T.zeros(3, 20)), wi, wh)  # error: Input batch size 4 doesn't match hidden0 batch
    T.gru_cell(x, h, wi, wh)  # error: weight_ih first dim must be 3 * hidden_size = 60, but got 80
    T.gru_cell(x, h, T.zeros(60, 10), T.zeros(60, 20))
    T.rnn_tanh_cell(x, h, T.zeros(20, 10), T.zeros(20, 20))
    T.rnn_tanh_cell(x, h, T.zeros(20, 10), T.zeros(10, 20))  # error: weight_hh first dim must be 1 * hidden_size =
    T.rnn_relu_cell(x, x, T.zeros(20, 10), T.zeros(20, 20))  # error: hidden0 has inconsistent hidden_size: got 10
