"""Impasto: paints a live camera, a video file or a photo in the style of any picture."""
