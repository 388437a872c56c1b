"""Which claims that were read stand on which marks of the annotated stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.reconcilegold import GoldClaim
from secondsource.records.reading import Claim, LemmaSpan, Reading, Sentence, Token

#: Relations of words that their governor tells of with itself.
_CARRIED = frozenset({"cop", "aux", "case", "xcomp"})


def claims_on(marks: Sequence[GoldClaim], reading: Reading) -> dict[str, list[GoldClaim]]:
    """For each claim of a report, by its id, the marks that it stands on.

    That is the mark on its predicate; of a denial that points back ("…, which the firm denies")
    the one on the verb that denies, where there is one. A mark on no claim's predicate goes to the
    claims around it whose predicate hangs on the marked words, which say little by themselves, or
    carries them: "the talks [will take place]" is told of the talks, "was [told] to wait" of
    waiting, "prices [are] at 14 crowns" of the crowns, "called it a [surrender]" of the calling.
    """
    found = {claim.id: _on(claim, marks, reading) for claim in reading.claims}
    answered = {mark for own in found.values() for mark in own}
    for mark in marks:
        if mark not in answered:
            for claim in _governed(mark, reading):
                found[claim.id].append(mark)
    return found


def _on(claim: Claim, marks: Sequence[GoldClaim], reading: Reading) -> list[GoldClaim]:
    for index in claim.attributions[-1:]:
        attribution = reading.attributions[index]
        if attribution.stance == "denies" and claim.predicate.end <= attribution.cue.start:
            denying = [mark for mark in marks if _touch(attribution.cue, mark)]
            if denying:
                return denying
    return [mark for mark in marks if _touch(claim.predicate, mark)]


def _governed(mark: GoldClaim, reading: Reading) -> Iterator[Claim]:
    sentences = (s for s in reading.sentences if s.start <= mark.start < s.end)
    governed = {start for sentence in sentences for start in _beside(mark, sentence)}
    for claim in reading.claims:
        around = claim.start <= mark.start and mark.end <= claim.end
        if around and claim.predicate.start in governed:
            yield claim


def _beside(mark: GoldClaim, sentence: Sentence) -> Iterator[int]:
    """Where the words begin that hang on a marked one, or have it for a helping word or a
    complement."""
    tokens = sentence.tokens
    for token in (token for token in tokens if token.head):
        above = tokens[token.head - 1]
        if _touch(above, mark):
            yield token.start
        elif _touch(token, mark) and token.deprel.split(":")[0] in _CARRIED:
            yield above.start


def _touch(one: LemmaSpan | Token, mark: GoldClaim) -> bool:
    return one.start < mark.end and mark.start < one.end
