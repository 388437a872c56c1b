"""What the graph's last part gives the heads, in NumPy."""

import numpy as np

from secondsource.encoder.heads import PRODUCTS


def product(arrays, name, states):
    """The output ``name`` [words, size] of word states [words, width]."""
    parts = next(parts for output, _, parts in PRODUCTS if output == name)
    sides = [
        states @ arrays[f"{part}.weight"].T + arrays.get(f"{part}.bias", np.float32(0))
        for part in parts
    ]
    return np.concatenate(sides, axis=1)
