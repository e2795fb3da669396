"""Person: the network that tells a person from the background, its weights, and how those were read."""

from models.person.network import SIDE, PersonNetwork
from models.person.weights import load_person

__all__ = ["SIDE", "PersonNetwork", "load_person"]
