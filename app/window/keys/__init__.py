"""Keys: the dialog that lists them, and those that are no commands."""

from app.window.keys.dialog import ALSO, KeysDialog
from app.window.keys.shortcuts import HeldKey, add_shortcuts

__all__ = ["ALSO", "HeldKey", "KeysDialog", "add_shortcuts"]
