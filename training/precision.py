"""The arithmetic of training: bfloat16 where the processor has it, else single precision."""

from __future__ import annotations

import torch


def autocast() -> torch.autocast:
    """A context for forward passes. Without AVX-512 BF16 or AMX, bfloat16 products run a hundred
    times slower than single precision, so it does nothing there."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=_fast())


def _fast() -> bool:
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
