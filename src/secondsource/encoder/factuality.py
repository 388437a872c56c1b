"""How sure a text is that what a word tells happened: from about -2 (no) to about +2 (yes).

The scale is that of Universal Decompositional Semantics (White et al. 2016).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.storage import Arrays

SIZE = 96  #: width of the hidden layer


def values(arrays: Arrays, states: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """[words] of word states [words, SIZE]; None where the weights hold no such head."""
    if "factuality.out.weight" not in arrays:
        return None
    found: NDArray[np.float32] = np.maximum(states, 0) @ arrays["factuality.out.weight"][0]
    return found + arrays["factuality.out.bias"]
