"""How the networks' weights are made: pictures, features, losses, the recipe and the loop."""
