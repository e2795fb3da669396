"""Turns a source of frames into painted frames in sinks."""
