"""Layers as kernels of our own, written in Triton for CUDA; `probing` finds out whether they can be used."""
