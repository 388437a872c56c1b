"""Claims: every clause with its evidence, participants, circumstances, standing and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondsource.extraction.claims.appositions import role_evidence
from secondsource.extraction.claims.circumstances import (
    Owners,
    bounded,
    owners_of,
    places_of,
    quantities_of,
    times_of,
)
from secondsource.extraction.claims.clauses import find_clauses
from secondsource.extraction.claims.dating import is_background, is_coming, is_from_now
from secondsource.extraction.claims.denials import add_denials
from secondsource.extraction.claims.evidence import evidence, speech
from secondsource.extraction.claims.nominals import is_reported
from secondsource.extraction.claims.participants import find_arguments
from secondsource.extraction.factuality.meaning import judges, says_something
from secondsource.extraction.factuality.modality import standings
from secondsource.extraction.mending.mend import mended
from secondsource.extraction.speech.attribution import find_cues
from secondsource.extraction.speech.lookup import Context, Lookup, in_zone, look_up
from secondsource.extraction.speech.quoted_alone import standing_alone
from secondsource.extraction.speech.quotes import find_quoted
from secondsource.extraction.speech.sayings import (
    is_asked,
    is_mere_speech,
    is_of_nothing,
    is_question,
)
from secondsource.extraction.speech.speakers import add_attributions, find_quotes
from secondsource.extraction.speech.transcript import turn_cues
from secondsource.extraction.speech.went_on import go_on
from secondsource.extraction.trees.anchors import HasSpan
from secondsource.extraction.trees.phrases import is_participle
from secondsource.extraction.trees.predication import Clause, idiom, lemma_of
from secondsource.extraction.trees.standing import Standing
from secondsource.extraction.wordlists.words import words
from secondsource.records.reading import (
    Attribution,
    Claim,
    LemmaSpan,
    Modality,
    Polarity,
    Quote,
    Span,
    TimeExpression,
)
from secondsource.syntax import Syntax, Tree

__all__ = ["Context", "Statements", "find_statements"]


_HABITS = frozenset(
    {"usually", "normally", "typically", "generally", "often", "always", "traditionally",
     "annually", "regularly", "routinely"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statements:
    """What a text states: attributions, quotes and claims, with indices into each other."""

    attributions: tuple[Attribution, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]


def find_statements(syntax: Syntax, context: Context) -> Statements:
    """All attributions, quotes and claims of a text, in text order."""
    syntax = replace(syntax, trees=tuple(mended(tree) for tree in syntax.trees))
    quoted = find_quoted(syntax.text)
    cues = [
        cue
        for cue in find_cues(syntax, quoted)
        if not in_zone(syntax.trees[cue.sentence].tokens[cue.words[0]], context.zones)
    ]
    cues += turn_cues(syntax, context.spoken)
    cues += list(standing_alone(syntax, quoted, cues, context.entities, context.zones))
    cues.sort(key=lambda cue: cue.silent)  # attributions are those before, in this order
    lookup = look_up(syntax, context, quoted, cues)
    go_on(lookup)
    add_attributions(lookup)
    claims = [claim for number in range(len(syntax.trees)) for claim in _claims(lookup, number)]
    quotes = tuple(find_quotes(lookup))
    claims += add_denials(lookup, claims)
    claims.sort(key=lambda claim: (claim.start, claim.predicate.start))
    numbered = tuple(replace(claim, id=f"c{n}") for n, claim in enumerate(claims, 1))
    return Statements(tuple(lookup.attributions), quotes, numbered)


def _claims(lookup: Lookup, number: int) -> Iterator[Claim]:
    """Claims of one sentence."""
    tree = lookup.syntax.trees[number]
    if len(tree) < 2:
        return
    clauses = find_clauses(tree)
    standing = standings(tree, clauses)
    owners = owners_of(clauses)
    for clause in clauses:
        if is_mere_speech(lookup, number, clause) or is_asked(tree, clause):
            continue
        if is_of_nothing(tree, clause):
            continue
        if is_question(lookup, tree, clause.predicate):
            continue
        claim = _claim(lookup, number, clause, standing[clause.head], owners)
        if claim is not None:
            yield claim


def _claim(
    lookup: Lookup, number: int, clause: Clause, standing: Standing, owners: Owners
) -> Claim | None:
    tree = lookup.syntax.trees[number]
    token = tree.tokens[clause.predicate]
    span = _without_openers(lookup.syntax.text, _evidence(lookup, number, clause), token)
    if in_zone(span, lookup.context.zones):
        return None
    chain = lookup.chain(token)
    if clause.kind == "role" and not lookup.quotes_around(token):
        # "Bo Lund, the harbour master, is ill, his wife said": the outlet says who he is.
        chain = tuple(index for index in chain if lookup.cues[index].turn)
    arguments = find_arguments(lookup, number, clause, chain)
    times = times_of(lookup, number, clause, owners)
    quantities = quantities_of(lookup, number, clause, owners)
    places = places_of(lookup, number, clause, owners)
    told = bool(times or places or quantities) or is_reported(tree, clause.predicate)
    answers = bool(chain) and lookup.attributions[chain[-1]].stance == "denies"
    answers = answers or (bool(chain and lookup.quotes_around(token)) and judges(tree, clause))
    if not says_something(tree, clause, arguments, circumstances=told, answers=answers):
        return None
    dated = [lookup.context.times[index] for index in bounded(tree, times)]
    modality, polarity = _told(lookup, number, clause, (standing, chain, dated))
    return Claim(
        id="",
        start=span.start,
        end=span.end,
        predicate=LemmaSpan(start=token.start, end=token.end, lemma=_lemma(tree, clause)),
        arguments=arguments,
        times=tuple(index for index, _ in times),
        places=tuple(index for index, _ in places),
        quantities=tuple(index for index, _ in quantities),
        modality=modality,
        polarity=polarity,
        background=is_background(dated, lookup.context.published),
        attributions=chain,
    )


def _evidence(lookup: Lookup, number: int, clause: Clause) -> Span:
    tree = lookup.syntax.trees[number]
    if clause.kind == "role":
        return tree.span(role_evidence(tree, clause))
    if (number, clause.head) in lookup.cue_at and clause.kind != "nominal":
        return tree.span(speech(tree, clause, _beside(lookup, number)))
    cues = lookup.cues_in.get(number, [])
    said = {word for cue in cues for word in cue.words}
    said |= {cue.source_head for cue in cues if cue.source_head is not None}
    own = {clause.head, clause.predicate, *clause.raised}
    inside = set(tree.subtree(clause.head))
    according = _beside(lookup, number)
    taking_part = {word for _, word in clause.arguments if word in inside} - according
    token = tree.tokens[clause.predicate]
    span = tree.span(evidence(tree, clause, said - own - taking_part))
    return _inside_quote(lookup, _before_source(lookup, span, token), token)


def _before_source(lookup: Lookup, span: Span, predicate: HasSpan) -> Span:
    """ "It will get six seats, a person familiar with the talks (said)": without who says so, where
    the tree takes him for another name of what stands before the comma."""
    text = lookup.syntax.text
    for index in lookup.chain(predicate):
        source, cue = lookup.attributions[index].source, lookup.attributions[index].cue
        if source is None or not predicate.end < source.start < span.end <= cue.start:
            continue
        kept = text[span.start : source.start].rstrip()
        if source.end >= span.end and kept.endswith(","):
            return Span(start=span.start, end=span.start + len(kept.rstrip(" ,")))
    return span


def _beside(lookup: Lookup, number: int) -> set[int]:
    """The nouns of "according to X" in a sentence."""
    return {word for cue in lookup.cues_in.get(number, []) for word in cue.beside}


def _without_openers(text: str, span: Span, predicate: HasSpan) -> Span:
    """The evidence without a bracket or quotation mark that opens at its very end."""
    kept = text[span.start : span.end].rstrip(" \n“„([`")
    return Span(start=span.start, end=max(predicate.end, span.start + len(kept)))


def _inside_quote(lookup: Lookup, span: Span, predicate: HasSpan) -> Span:
    """What is said in quotation marks is shown by words inside them."""
    text = lookup.syntax.text
    for quote in lookup.quotes_around(predicate):
        lead = text[span.start : max(span.start, quote.outer[0])].rstrip()
        if lead.endswith((".", "?", "!", ":")):
            span = Span(start=quote.start, end=span.end)
        if quote.outer[0] <= span.start and quote.outer[1] < span.end:
            kept = text[span.start : quote.end].rstrip(" ,\n")
            if span.start + len(kept) >= predicate.end:
                return Span(start=span.start, end=span.start + len(kept))
    return span


def _told(
    lookup: Lookup,
    number: int,
    clause: Clause,
    standing: tuple[Standing, tuple[int, ...], Sequence[TimeExpression]],
) -> tuple[Modality, Polarity]:
    """The standing of a clause once it is known who says it and when it is to be."""
    tree = lookup.syntax.trees[number]
    read, chain, dated = standing
    modality, polarity = read.modality, read.polarity
    if chain and _is_denied(lookup, number, clause, chain):
        polarity = "-" if polarity == "+" else "+"
    above = tree.head(clause.top) if is_participle(tree, clause.top) else None
    finite = (clause.head if above is None else above, *tree.children(clause.top, "cop", "aux"))
    past = any(tree.feat(word, "Tense") == "Past" for word in finite)
    habit = any(tree.lower(word) in _HABITS for word in tree.children(clause.head, "advmod"))
    present = tree.feat(clause.head, "Tense") == "Pres" and clause.kind == "verbal"
    from_now = present and is_from_now(dated, lookup.syntax.text)
    coming = is_coming(dated, lookup.context.published) or from_now
    coming = coming and not past and not habit
    if modality == "actual" and coming:
        modality = "planned"
    if modality == "hypothetical" and chain and _is_foretold(lookup, number, clause, chain[-1]):
        modality = "planned"
    asked = chain and lookup.attributions[chain[-1]].stance == "asks"
    why = any(tree.lower(w) in ("why", "how") for w in tree.children(clause.head, "advmod", "mark"))
    if (
        asked
        and not why
        and modality == "actual"
        and clause.head in lookup.cues[chain[-1]].content_heads
    ):
        modality = "requested"
    return modality, polarity


def _is_foretold(lookup: Lookup, number: int, clause: Clause, index: int) -> bool:
    """ "Mr Orr said it was late. The gate would be closed": what will be, told by its tense."""
    cue, tree = lookup.cues[index], lookup.syntax.trees[number]
    token = tree.tokens[clause.predicate]
    if not any(s.start <= token.start and token.end <= s.end for s in cue.carried):
        return False
    forms = {tree.lower(aux) for aux in tree.children(clause.top, "aux")}
    return "would" in forms and "have" not in forms and tree.child(clause.top, "advcl") is None


def _is_denied(lookup: Lookup, number: int, clause: Clause, chain: tuple[int, ...]) -> bool:
    """Whether "rejected claims that troops had left" turns the clause round; a verb that governs
    the clause itself ("denied that …") has done so already."""
    cue = lookup.cues[chain[-1]]
    if cue.stance != "denies" or cue.sentence != number:
        return False
    tree = lookup.syntax.trees[number]
    noun = tree.head(clause.top)
    if clause.kind == "nominal":  # "denied rumours about the dismissal of the general"
        about = any(tree.lower(c) in ("about", "of") for c in tree.children(clause.head, "case"))
        hearsay = noun is not None and tree.lemma(noun) in words("predicates", "hearsay", "nouns")
        return about and hearsay and noun in cue.content_heads
    return (
        tree.deprel(clause.top) == "acl"
        and noun in cue.content_heads
        and any(tree.lower(mark) in ("that", "of") for mark in tree.children(clause.top, "mark"))
    )


def _lemma(tree: Tree, clause: Clause) -> str:
    lemma, noun = lemma_of(tree, clause.predicate), idiom(tree, clause.predicate)
    return lemma if noun is None else f"{lemma}_{tree.lemma(noun)}"
