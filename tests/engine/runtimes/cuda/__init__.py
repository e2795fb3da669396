"""Tests of the CUDA runtime; on the CPU with a fake device, with `-m gpu` on the real one."""
