"""Entities and coreference on the same documents: one pass of the encoder serves both."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor, nn

from training import coreference, entities
from training.coreference import CoreferenceHead, CoreferenceTask
from training.entities import EntitiesHead, EntitiesTask
from training.model import Reader
from training.texts import Cutter, Packed


@dataclass(frozen=True, slots=True)
class Batch:
    """A document for both heads, or sentences for the names alone."""

    spans: entities.Batch
    links: coreference.Batch | None

    @property
    def packed(self) -> Packed:
        """Its words."""
        return self.spans.packed


class MentionsHead(nn.Module):
    """Both heads."""

    def __init__(self) -> None:
        super().__init__()
        self.entities, self.coreference = EntitiesHead(), CoreferenceHead()


class MentionsTask:
    """GUM documents for both heads, CrossNER sentences for the names."""

    name = "mentions"
    mixes = ("entity", "coreference")

    def __init__(self, data: Path, cutter: Cutter) -> None:
        self.entities, self.coreference = EntitiesTask(data, cutter), CoreferenceTask(data, cutter)
        self._spans: list[entities.Batch] = []

    def batches(self, rng: random.Random) -> list[Batch]:
        """One epoch."""
        if not self._spans:
            documents = self.entities.documents
            self._spans = [self.entities.batch([document], "mentions") for document in documents]
        found = []
        for document, spans in zip(self.coreference.documents, self._spans, strict=True):
            noisy = coreference.noisy(document, rng)
            found.append(Batch(spans, self.coreference.batch(document, noisy, spans.packed)))
        found += [Batch(names, None) for names in self.entities.names(rng)]
        rng.shuffle(found)
        return found

    def pieces(self, batch: Batch) -> int:
        """Sub-words."""
        return batch.packed.pieces

    def loss(self, model: Reader, head: MentionsHead, batch: Batch) -> dict[str, Tensor]:
        """The losses of a batch."""
        return self.losses(head, model.text_states(batch.packed, self.mixes), batch)

    def losses(
        self, head: MentionsHead, states: dict[str, Tensor], batch: Batch
    ) -> dict[str, Tensor]:
        """The losses of both heads."""
        found = self.entities.losses(head.entities, states, batch.spans)
        if batch.links is not None:
            found |= self.coreference.losses(head.coreference, states, batch.links)
        return found

    def evaluate(self, model: Reader, head: MentionsHead) -> dict[str, float]:
        """The scores of both heads."""
        return self.entities.evaluate(model, head.entities) | self.coreference.evaluate(
            model, head.coreference
        )
