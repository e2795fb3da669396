"""Making a network's weights: what surrounds `models.training`."""
