"""XOR by two layers with exact weights (Goodfellow, Bengio and Courville, Deep Learning, section 6.1): no training.

h = relu(x W₁ + c₁) and y = h w₂ + b₂ with W₁ all ones, c₁ = (0, −1), w₂ = (1, −2), b₂ = 0.
"""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor


def xor(x: Tensor[L[4], L[2]]) -> Tensor[L[4]]:
    """One output for each of the four rows of two inputs."""
    w1: Tensor[L[2], L[2]] = T.matrix(((1.0, 1.0), (1.0, 1.0)), (2, 2))
    c1: Tensor[L[2]] = T.vector((0.0, -1.0), 2)
    w2: Tensor[L[2]] = T.vector((1.0, -2.0), 2)
    b2 = 0.0
    hidden = T.relu(T.mm(x, w1) + c1)
    return T.mv(hidden, w2) + b2


def main() -> None:
    """Print the truth table."""
    inputs: Tensor[L[4], L[2]] = T.matrix(((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)), (4, 2))
    outputs = xor(inputs)
    print("x₁ x₂ │ y")
    for row in range(4):
        x1, x2 = inputs[row].tolist()
        print(f"{x1:2.0f} {x2:2.0f} │ {outputs[row].item():.0f}")


if __name__ == "__main__":
    main()
