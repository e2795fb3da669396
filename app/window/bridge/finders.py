"""Finders: what there is on this machine: cameras, screens, encoders, devices. All of them are slow."""

from app.window.bridge.live_engine import PATTERN
from engine import SourceChoice


def find_default_source() -> SourceChoice:
    """The first camera, or the test pattern. Slow."""
    cameras = find_cameras()
    return cameras[0] if cameras else PATTERN


def find_cameras() -> tuple[SourceChoice, ...]:
    """The cameras that are plugged in now. Slow."""
    from engine import list_cameras

    return tuple(SourceChoice("camera", camera.id, camera.name) for camera in list_cameras())


def find_screens() -> tuple[SourceChoice, ...]:
    """The screens; none where they cannot be looked at. Slow."""
    from engine import SourceError, list_screens

    try:
        return tuple(SourceChoice("screen", screen.id, screen.name) for screen in list_screens())
    except SourceError:
        return ()


def find_encoders() -> tuple[str, ...]:
    """The video encoders that work here. Slow."""
    from engine import available_encoders

    return tuple(encoder.name for encoder in available_encoders() if encoder.works)


def find_devices() -> tuple[tuple[str, str], ...]:
    """Name and id of the devices that a network can run on here. Slow."""
    from engine import list_devices

    return tuple(
        (f"{device.name.upper()} · {device.title}", device.name)
        for device in list_devices()
        if device.available
    )
