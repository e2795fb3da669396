"""Impasto: paints a live camera, a video file or a photo in the style of any picture."""

import sys

from app.start import main

if __name__ == "__main__":
    sys.exit(main())
