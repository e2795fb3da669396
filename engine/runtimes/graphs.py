"""The graphs a runtime needs, with bytes at both ends: so every runtime converts colours alike."""

from torch import Tensor, nn

from models.network import StyleNetwork
from models.person import PersonNetwork


class PaintGraph(nn.Module):
    """Bytes in, painted bytes out."""

    def __init__(self, network: StyleNetwork) -> None:
        super().__init__()
        self.style_network = network

    def forward(self, image: Tensor, statistics: Tensor, maps: Tensor | None = None) -> Tensor:
        """(1, H, W, 3) uint8 and (1, P) float32 -> (1, H, W, 3) uint8.

        With maps (K, h, w) float32, which sum to 1 at each pixel: the statistics are (K, P).
        """
        dtype = next(self.style_network.parameters()).dtype
        content = image.permute(0, 3, 1, 2).to(dtype) / 255  # (1, 3, H, W) RGB 0..1
        painted: Tensor = self.style_network(content, statistics, maps)  # (1, 3, H, W) RGB 0..1
        return (painted.float() * 255 + 0.5).clamp(0, 255).permute(0, 2, 3, 1).byte()  # (1, H, W, 3)


class LearnGraph(nn.Module):
    """A style picture's bytes in, style statistics out; float32 whatever the paint graph's precision."""

    def __init__(self, network: StyleNetwork) -> None:
        super().__init__()
        self.style_network = network

    def forward(self, picture: Tensor) -> Tensor:
        """(1, h, w, 3) uint8 -> (1, textures * P) float32."""
        statistics: Tensor = self.style_network.encode_style(picture.permute(0, 3, 1, 2).float() / 255)
        return statistics


class PersonGraph(nn.Module):
    """Bytes in, the share of a person out; float32 whatever the paint graph's precision."""

    def __init__(self, network: PersonNetwork) -> None:
        super().__init__()
        self.person_network = network

    def forward(self, picture: Tensor) -> Tensor:
        """(1, 256, 256, 3) uint8 -> (256, 256) float32, 1 = person."""
        found: Tensor = self.person_network(picture.permute(0, 3, 1, 2).float() / 255)  # (1, 1, 256, 256)
        return found[0, 0]
