"""What runs a network: one small class each."""
