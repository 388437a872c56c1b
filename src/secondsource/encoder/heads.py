"""Names that the weights and the code that reads them share."""

from __future__ import annotations

VERSION = 3  #: of the weights folder: raised when code and weights no longer fit

#: Tasks that weigh the encoder's last three layers each in their own way, in the order of the
#: rows of ``mixes`` in the weights.
MIXES = ("syntax", "entity", "meaning", "attribution", "coreference", "factuality", "event")
