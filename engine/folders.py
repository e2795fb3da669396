"""Folders that the app may want to know; where they are is decided below."""

from models.folders import data_folder

__all__ = ["data_folder"]
