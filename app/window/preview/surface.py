"""Surface: what the preview is painted on: OpenGL where a GPU draws it, else a plain widget."""

from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import QSizeF, Qt
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtOpenGLWidgets import QOpenGLWidget
from PyQt6.QtWidgets import QWidget

Paint = Callable[[QPainter, QSizeF], None]
"""Draws everything onto a surface of this size."""

GL_RENDERER: int = 0x1F01
"""OpenGL's number for the question who draws."""


def make_surface(parent: QWidget, paint: Paint, *, opengl: bool | None = None) -> QWidget:
    """A surface that `paint` draws on; `opengl` None = when there is a GPU."""
    on_gpu = has_gpu() if opengl is None else opengl
    return _GLSurface(parent, paint) if on_gpu else _PlainSurface(parent, paint)


class _PlainSurface(QWidget):
    def __init__(self, parent: QWidget, paint: Paint) -> None:
        super().__init__(parent)
        self._paint = paint
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        _paint_all(self, self._paint)


class _GLSurface(QOpenGLWidget):
    def __init__(self, parent: QWidget, paint: Paint) -> None:
        super().__init__(parent)
        self._paint = paint
        self.setMouseTracking(True)
        smooth = self.format()
        smooth.setSamples(4)
        self.setFormat(smooth)

    def paintGL(self) -> None:
        _paint_all(self, self._paint)


def _paint_all(surface: QWidget, paint: Paint) -> None:
    painter = QPainter(surface)
    try:  # an open painter would make the next paint event fail
        paint(painter, QSizeF(surface.size()))
    finally:
        painter.end()


def has_gpu() -> bool:
    """True when OpenGL works and is not a program on the CPU, which would only be slower."""
    from PyQt6.QtGui import QOffscreenSurface, QOpenGLContext
    from PyQt6.QtOpenGL import QOpenGLVersionFunctionsFactory, QOpenGLVersionProfile

    context, surface = QOpenGLContext(), QOffscreenSurface()
    surface.create()
    if not (context.create() and surface.isValid() and context.makeCurrent(surface)):
        return False
    profile = QOpenGLVersionProfile()
    profile.setVersion(2, 0)
    functions: Any = QOpenGLVersionFunctionsFactory.get(profile, context)
    renderer = str(functions.glGetString(GL_RENDERER)) if functions is not None else "unknown"
    context.doneCurrent()
    return not any(word in renderer.lower() for word in ("llvmpipe", "softpipe", "swiftshader", "software"))
