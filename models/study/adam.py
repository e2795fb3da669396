"""Adam, as it stands in the paper.

Not that of `torch.optim`: it imports torch's compiler, which takes 1.4 s of one core before the first step,
and a preview is to be better within ten.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

EPSILON = 1e-8
"""Added to the root of the second moment."""


class Adam:
    """Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1, with a learning rate for each group of tensors."""

    def __init__(self, groups: Sequence[Sequence[Tensor]], betas: tuple[float, float], clip: float) -> None:
        """Take the tensors.

        Args:
            groups: leaves that require gradients.
            betas: decay of the two moments.
            clip: largest norm of the gradient of a group.
        """
        self._groups = [list(group) for group in groups]
        self._betas, self._clip = betas, clip
        self.steps = 0
        """Steps that were made."""
        # Means and squares of the gradients.
        self._moments = [
            [[torch.zeros_like(each) for each in group] for group in self._groups] for _ in range(2)
        ]

    def zero_grad(self) -> None:
        """Forget the gradients."""
        for group in self._groups:
            for each in group:
                each.grad = None

    @torch.no_grad()
    def step(self, rates: Sequence[float]) -> None:
        """Move the tensors along their gradients.

        Args:
            rates: learning rate of each group.
        """
        self.steps += 1
        (first, second), count = self._betas, self.steps
        for group, rate, means, squares in zip(self._groups, rates, *self._moments, strict=True):
            torch.nn.utils.clip_grad_norm_(group, self._clip)
            gradients = [torch.zeros_like(each) if each.grad is None else each.grad for each in group]
            torch._foreach_lerp_(means, gradients, 1 - first)
            torch._foreach_mul_(squares, second)
            torch._foreach_addcmul_(squares, gradients, gradients, 1 - second)
            roots = torch._foreach_sqrt(squares)
            torch._foreach_div_(roots, (1 - second**count) ** 0.5)
            torch._foreach_add_(roots, EPSILON)
            torch._foreach_addcdiv_(group, means, roots, -rate / (1 - first**count))

    def state(self) -> dict[str, object]:
        """For `set_state`."""
        return {"steps": self.steps, "moments": self._moments}

    @torch.no_grad()
    def set_state(self, state: dict[str, object]) -> None:
        """Go on from a state.

        Raises:
            KeyError, TypeError, ValueError, RuntimeError: it is not of these tensors.
        """
        steps, moments = int(state["steps"]), state["moments"]  # type: ignore[call-overload]
        for own, stored in zip(self._flat(self._moments), self._flat(moments), strict=True):
            own.copy_(stored)
        self.steps = steps

    @staticmethod
    def _flat(moments: object) -> list[Tensor]:
        return [each for kind in moments for group in kind for each in group]  # type: ignore[attr-defined]
