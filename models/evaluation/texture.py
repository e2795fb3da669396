"""What a painting's surface shows: detail in flat areas, halos beside edges, the weave of a network's grid.

All take grey pictures (H, W) float32 0..1, as `grey` makes them.
"""

import math
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import functional as F

FLAT_SHARE = 0.3
"""The flattest share of the photo."""

FLAT_WINDOW = 31
"""Pixels: the photo's detail is averaged over a square of this side."""

EDGE_SHARE = 0.02
"""The share of the photo's pixels with the steepest brightness, which are its strong edges."""

PLAIN_SHARE = 0.2
"""The share of the edges' sides where the ground is plainest."""

UNSEEN = 0.01
"""Deviation of brightness that counts as plain; beyond it a ground is judged by its contrast to the edge."""

EDGE_BLUR = 1.5
"""Deviation of the Gaussian that the photo is blurred with before edges are looked for, pixels."""

OBJECT, NEAR, FAR, GROUND = (-9, -3), (3, 9), (16, 23), (24, 31)
"""First and last distance from the edge, pixels: on its other side; where a halo lies; twice beyond it."""

WINDOW = 64
"""Side of a window whose spectrum is taken, pixels; a multiple of 8."""

NEIGHBOUR = 3
"""Distance of neighbouring frequencies, of 1 / `WINDOW`: beyond what a Hann window blurs."""

FLOOR = 1 / 255
"""Deviation of the noise below which nothing is seen: one grey level."""

LAPLACIAN = ((0.0, 1.0, 0.0), (1.0, -4.0, 1.0), (0.0, 1.0, 0.0))


def grey(picture: Tensor) -> Tensor:
    """(1, 3, H, W) RGB 0..1 -> (H, W) float32, the mean of the channels."""
    return picture[0].float().mean(0)


def detail(picture: Tensor) -> Tensor:
    """Absolute Laplacian. (H, W) -> same; outside is 0, as it was for the published figures."""
    return F.conv2d(picture[None, None], picture.new_tensor(LAPLACIAN)[None, None], padding=1)[0, 0].abs()


def flat_areas(photo: Tensor) -> Tensor:
    """Where the photo's detail, averaged over 31x31 pixels, is among its smallest 30 %. (H, W) -> bool."""
    average = F.avg_pool2d(detail(photo)[None, None], FLAT_WINDOW, 1, FLAT_WINDOW // 2)[0, 0]
    return average <= average.flatten().kthvalue(max(1, round(FLAT_SHARE * average.numel()))).values


def flat_detail(result: Tensor, flat: Tensor) -> float:
    """Mean absolute Laplacian of the result in the flat areas of its photo; brush strokes raise it."""
    return float(detail(result)[flat].mean())


def halo(result: Tensor, edges: "Edges") -> float:
    """How far brightness overshoots beside edges, as a share of the edges' contrast; 0 is none.

    The slope of least squares, over all edges, from contrast to overshoot: weak edges count little.
    """
    return float(overshoot([result], edges, least=1e-5))


def overshoot(planes: Iterable[Tensor], edges: "Edges", *, least: float) -> Tensor:
    """The same over several planes (H, W), as a scalar that can be differentiated.

    Args:
        planes: of one result.
        edges: of its photo.
        least: contrast, of 1, that is divided by where there is less.
    """
    products, squares = [], []
    for plane in planes:
        profiles = edges.profiles(plane)  # (N, distances)
        beyond = _between(profiles, NEAR) - _between(profiles, FAR)
        # Measured at other places than the overshoot, so that strokes there do not count in both.
        contrast = (_between(profiles, GROUND) - _between(profiles, OBJECT)).detach()
        products.append((beyond * contrast).sum())
        squares.append(contrast.square().sum())
    return torch.stack(products).sum() / torch.stack(squares).sum().clamp_min(least**2 * max(1, len(edges)))


class Edges:
    """Where a photo (H, W) has strong edges against plain ground."""

    def __init__(self, photo: Tensor) -> None:
        height, width = photo.shape
        down, right = _slopes(_blur(photo))
        steep = torch.hypot(down, right)
        places = steep.flatten().topk(max(1, round(EDGE_SHARE * steep.numel()))).indices
        normal = torch.stack([right.flatten()[places], down.flatten()[places]], 1)  # (N, 2): x, y
        normal = normal / normal.norm(dim=1, keepdim=True).clamp_min(1e-9)
        start = torch.stack([places % width, places // width], 1).float()
        self._start, self._normal = start.repeat(2, 1), torch.cat([normal, -normal])  # both sides
        reach = GROUND[1] + 1
        ends = self._start + reach * self._normal
        inside = (ends >= 0).all(1) & (ends[:, 0] < width) & (ends[:, 1] < height)
        self._keep(inside.nonzero()[:, 0])
        if not len(self):
            return
        profiles = self.profiles(photo)
        contrast = (_between(profiles, GROUND) - _between(profiles, OBJECT)).abs()
        rough = (profiles[:, NEAR[0] - OBJECT[0] :].std(1) + UNSEEN) / contrast.clamp_min(1e-3)
        self._keep(rough.topk(math.ceil(PLAIN_SHARE * len(rough)), largest=False).indices)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._start)

    def profiles(self, picture: Tensor) -> Tensor:
        """Brightness along each edge's normal, from `OBJECT` to `GROUND`. (H, W) -> (N, distances)."""
        height, width = picture.shape
        along = torch.arange(OBJECT[0], GROUND[1] + 1, dtype=torch.float32, device=picture.device)
        points = self._start[:, None] + along[None, :, None] * self._normal[:, None]  # (N, distances, 2)
        points = points / points.new_tensor([width - 1, height - 1]) * 2 - 1
        sampled = F.grid_sample(picture[None, None], points[None], align_corners=True, padding_mode="border")
        return sampled[0, 0]

    def _keep(self, which: Tensor) -> None:
        self._start, self._normal = self._start[which], self._normal[which]


def _between(profiles: Tensor, distances: tuple[int, int]) -> Tensor:
    """Mean brightness between two distances. (N, distances) -> (N,)."""
    first, last = (distance - OBJECT[0] for distance in distances)
    return profiles[:, first : last + 1].mean(1)


def _blur(picture: Tensor) -> Tensor:
    reach = round(3 * EDGE_BLUR)
    place = torch.arange(-reach, reach + 1, dtype=torch.float32, device=picture.device)
    bell = torch.exp(-place.square() / (2 * EDGE_BLUR**2))
    bell = bell / bell.sum()
    padded = F.pad(picture[None, None], (reach,) * 4, mode="reflect")
    return F.conv2d(F.conv2d(padded, bell.view(1, 1, 1, -1)), bell.view(1, 1, -1, 1))[0, 0]


def _slopes(picture: Tensor) -> tuple[Tensor, Tensor]:
    down, right = torch.gradient(picture)
    return down, right


def weave(result: Tensor, photo: Tensor) -> float:
    """Energy of a grid of 2, 4 or 8 pixels in the photo's flat areas, against neighbouring frequencies.

    The largest of the three ratios of spectral power; about 1 where there is no grid.
    """
    power = _power(_windows(result), _windows(detail(photo)).mean((1, 2)))
    ratio = power / _neighbours(power)
    return max(float(ratio[_lattice(period)].mean()) for period in (2, 4, 8))


def _windows(picture: Tensor) -> Tensor:
    """Half overlapping squares. (H, W) -> (N, WINDOW, WINDOW)."""
    step = WINDOW // 2
    return picture.unfold(0, WINDOW, step).unfold(1, WINDOW, step).reshape(-1, WINDOW, WINDOW)


def _power(windows: Tensor, rough: Tensor) -> Tensor:
    """Mean power of the flattest windows. (N, WINDOW, WINDOW), (N,) -> (WINDOW, WINDOW)."""
    flattest = rough.topk(max(1, round(FLAT_SHARE * len(rough))), largest=False).indices
    hann = torch.hann_window(WINDOW)
    taper = torch.outer(hann, hann)
    chosen = windows[flattest]
    chosen = chosen - (chosen * taper).sum((1, 2), keepdim=True) / taper.sum()
    power: Tensor = torch.fft.fft2(chosen * taper).abs().square().mean(0)
    return power + FLOOR**2 * taper.square().sum()


def _neighbours(power: Tensor) -> Tensor:
    """Geometric mean of frequencies on either side, so that a falling spectrum cancels. Same shape.

    On the axes, where edges of the picture's parts lie, only neighbours on the same axis are comparable.
    """
    logarithm = power.log()
    across, down = _either_side(logarithm, 1), _either_side(logarithm, 0)
    found: Tensor = (across + down) / 2
    found[0], found[:, 0] = across[0], down[:, 0]
    return found.exp()


def _either_side(spectrum: Tensor, axis: int) -> Tensor:
    return (spectrum.roll(NEIGHBOUR, axis) + spectrum.roll(-NEIGHBOUR, axis)) / 2


def _lattice(period: int) -> Tensor:
    """Frequencies that repeat after `period` pixels and not after half as many. (WINDOW, WINDOW) bool."""
    step = WINDOW // period
    of_period = torch.arange(WINDOW) % step == 0
    of_half = torch.arange(WINDOW) % (2 * step) == 0
    return torch.outer(of_period, of_period) & ~torch.outer(of_half, of_half)
