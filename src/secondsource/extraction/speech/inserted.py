"""Sayings that the commas of a sentence set apart, where the tree does not show them: "Costs would
fall, Koh estimates, and …", "…, local media report, citing …", "…, has informed the ministry"."""

from __future__ import annotations

from collections.abc import Container

from secondsource.extraction.speech.cue import Cue, pieces
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

_LONGEST = 9  #: words between two commas
_LAST = 13  #: words from the last comma to the end
_SAYING = frozenset({"says", "claims", "estimates", "announces", "believes", "confirms", "warns"})
_SPEAKING = frozenset({"they", "we", "officials", "sources", "media", "police"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "one"})
_WITHIN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PRON", "PART", "CCONJ", "ADV"})
_CLOSING = frozenset({",", ".", "!", ";"})


def inserted(tree: Tree, number: int, taken: Container[int]) -> Cue | None:
    """The saying between two commas of a sentence, or between its last comma and its end; none
    where a word of it is ``taken``, a cue already."""
    forms = tree.forms(0, len(tree) - 1)
    closing = [word for word, form in enumerate(forms) if form in _CLOSING]
    for comma, end in zip(closing, closing[1:], strict=False):
        if forms[comma] != "," or comma < 2:
            continue
        last = end + 2 >= len(tree)
        if not 2 < end - comma <= (_LAST if last else _LONGEST):
            continue
        part = range(comma + 1, end)
        if any(word in taken for word in part):
            continue
        found = _speaker_first(tree, part) if end - comma <= _LONGEST else None
        found = found or _verb_first(tree, part)
        if found is not None:
            return _cue(tree, number, part, found)
    return None


def _speaker_first(tree: Tree, part: range) -> tuple[int, list[int]] | None:
    """ "local media report", "Koh estimates": the last word says, and all before it may."""
    verb, noun = part[-1], part[-2]
    if tree.lower(verb) == "on" and tree.lower(noun) in ("went", "goes"):
        verb, noun = noun, noun - 1  # "she went on"
    elif not _is_reporting(tree, verb):
        return None
    before = [word for word in part if word < verb]
    ends = part[-1] + 2 >= len(tree) and tree.child(verb, "cc", "conj") is None
    if not before or not (tree.upos(verb) == "VERB" or _agrees(tree, verb, before, ends=ends)):
        return None
    return (verb, before) if _may_speak(tree, before) else None


def _agrees(tree: Tree, verb: int, before: list[int], *, ends: bool) -> bool:
    """Whether a word taken for a noun can only be a verb: "Koh estimates", "a newspaper reports",
    "local media report", but not "police reports", "a media report"; "the ministry notes" only
    where the sentence ``ends`` with it and so no list goes on."""
    noun, opening = before[-1], tree.lower(before[0])
    if tree.lower(noun) in _SPEAKING or tree.feat(noun, "Number") == "Plur":
        return not tree.lower(verb).endswith("s") and opening not in ("a", "an")
    single = tree.upos(noun) == "PROPN" or opening in ("a", "an")
    single = single or (ends and opening == "the" and tree.rel(verb) == "parataxis")
    return single and tree.lower(verb).endswith("s")


def _verb_first(tree: Tree, part: range) -> tuple[int, list[int]] | None:
    """ "has informed the ministry", at the end of a sentence, in translations."""
    verb = part[0] + (tree.lower(part[0]) in ("has", "have", "had"))
    behind = [word for word in part if word > verb]
    ends = part[-1] + 2 >= len(tree)
    if not ends or not behind or tree.upos(verb) != "VERB" or not _is_reporting(tree, verb):
        return None
    passive = tree.child(verb, "aux:pass") is not None or tree.lower(verb).endswith("ing")
    return (verb, behind) if not passive and _may_speak(tree, behind) else None


def _is_reporting(tree: Tree, verb: int) -> bool:
    return member("cues", "verbs", tree.lemma(verb)) in _SAYING


def _may_speak(tree: Tree, inside: list[int]) -> bool:
    """Whether words make up one noun phrase of somebody who may say something."""
    if any(tree.upos(word) not in _WITHIN for word in inside) or tree.upos(inside[0]) == "ADP":
        return False
    if tree.upos(inside[0]) in ("CCONJ", "ADV", "PART"):
        return False
    if len(inside) == 1 and tree.lower(inside[0]) in _PRONOUNS:
        return True
    head = next((w for w in inside if tree.upos(w) == "ADP"), inside[-1] + 1) - 1
    if head < inside[0]:
        return False
    somebody = {"person", "organisation"} & set(kinds_of(tree.lemma(head)))
    tells = bool(somebody) or tree.lower(head) in _SPEAKING
    tells = tells or tree.lemma(head) in words("cues", "speakers", "nouns")
    document = tree.lemma(head) in words("cues", "documents", "nouns")
    return tells or document or tree.upos(head) == "PROPN"


def _cue(tree: Tree, number: int, part: range, found: tuple[int, list[int]]) -> Cue:
    verb, source = found
    told_by = {verb, *source}
    stance = member("cues", "verbs", tree.lemma(verb)) or "says"
    cue = Cue(number, [verb, *(w for w in part if w not in told_by)], tree.lemma(verb), stance)
    within = set(source)
    cue.source = source
    cue.source_head = next((w for w in source if tree.head(w) not in within), source[-1])
    cue.plain = True
    told = [word for word in range(len(tree)) if word not in part]
    cue.content_heads = [w for w in told if tree.upos(w) == "VERB" and tree.head(w) not in told]
    cue.content = pieces(tree, told, cue)
    return cue
