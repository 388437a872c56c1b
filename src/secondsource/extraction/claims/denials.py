"""Denials whose content stands before them: "The army denied this", "…, which the port denies",
"Her office called the report false". What is denied is claimed a second time, turned round, by
whoever denies it. Word tables: ``denials.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondsource.extraction.speech.lookup import Lookup
from secondsource.extraction.trees.phrases import after_comma, has_case, phrase
from secondsource.extraction.trees.predication import is_passive
from secondsource.extraction.wordlists.words import member, sums_up, words
from secondsource.records.reading import Attribution, Claim, LemmaSpan, SourceSpan, Span
from secondsource.syntax import Tree

_POINTING = frozenset({"this", "that", "it"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "all", "both", "any"})
_RELATIVE = frozenset({"which", "that", "what"})
_OFFERS = frozenset({"asks", "orders", "promises", "threatens", "hopes", "denies", "suggests"})
_READY = frozenset({"ready", "prepared", "willing", "disposed", "inclined", "offered", "open"})
_MEANT = frozenset({"planned", "requested"})  #: what is offered or asked for is refused, not denied
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "neither"})
_ANSWERED = 5  #: sentences back in which an accusation may stand that is answered as one
_REACH = 2  #: sentences back in which the denied words may stand


@dataclass(frozen=True, slots=True)
class Denial:
    """A verb or adjective that denies what stands before it. Words are those of its sentence."""

    sentence: int
    verb: int  #: the cue: "denied", "called"
    source: int  #: head of the noun phrase that denies
    report: bool  #: only words of somebody else can be meant: "the report", "the claim"
    inside: bool  #: hung on the sentence that it denies: "…, which the port denies"
    last: int  #: last word of the denial
    accused: bool  #: only what somebody is accused of can be meant: "the accusations"


def add_denials(lookup: Lookup, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that denials turn round; their attributions are added to the look-up's."""
    found: list[Claim] = []
    for number, tree in enumerate(lookup.syntax.trees):
        for denial in (*_denials(tree, number), *_untruths(lookup, number)):
            denied = _denied(lookup, denial, claims)
            if denied:
                found += _turned(lookup, denial, denied)
    return found


# -- what denies -----------------------------------------------------------------------------


def _denials(tree: Tree, number: int) -> Iterator[Denial]:
    for verb in range(len(tree)):
        if tree.upos(verb) != "VERB" or _is_off(tree, verb):
            continue
        thing = _denied_thing(tree, verb)
        source = _source(tree, verb)
        if thing is None or source is None or _is_asked(tree, verb, thing):
            continue
        plain = tree.lemma(verb) in words("denials", "plain", "verbs")
        inside = thing == tree.head(verb) or (plain and _is_relative(tree, thing))
        if inside or _points_back(tree, thing):
            last = max([verb, thing, source, *_called(tree, verb)])
            report = tree.upos(thing) == "NOUN"
            yield Denial(number, verb, source, report, inside, last, _is_charge(tree, thing))


def _is_asked(tree: Tree, verb: int, thing: int) -> bool:
    """ "should make clear what he is disputing": that is asked, and nothing said before denied."""
    return tree.lower(thing) == "what" and tree.rel(verb) in ("ccomp", "csubj", "obj", "xcomp")


def _untruths(lookup: Lookup, number: int) -> Iterator[Denial]:
    """ "The rebels said this was not true": whoever says so denies it."""
    tree = lookup.syntax.trees[number]
    for head in range(len(tree)):
        subject = tree.child(head, "nsubj")
        if subject is None or tree.child(head, "cop") is None or not _is_false(tree, head):
            continue
        chain = lookup.chain(tree.tokens[head]) if _points_back(tree, subject) else ()
        cue = lookup.cues[chain[-1]] if chain else None
        if cue is not None and cue.sentence == number and cue.source_head is not None:
            report = tree.upos(subject) == "NOUN"
            last = max(head, cue.source_head, cue.words[0])
            charge = _is_charge(tree, subject)
            yield Denial(number, cue.words[0], cue.source_head, report, False, last, charge)


def _source(tree: Tree, verb: int) -> int | None:
    """Who denies; the noun for "who"."""
    source = tree.child(verb, "obl:agent" if is_passive(tree, verb) else "nsubj")
    if source is None or tree.lower(source) in _RELATIVE:
        return None
    relative = tree.lower(source) == "who" and tree.deprel(verb) == "acl:relcl"
    return tree.head(verb) if relative else source


def _is_off(tree: Tree, verb: int) -> bool:
    """ "has not denied this", "may deny it": no denial, or none yet."""
    beside = {tree.lower(word) for word in tree.children(verb, "advmod", "aux")}
    remote = any(member("predicates", "modals", form) is not None for form in beside)
    governor = tree.head(verb)
    refused = tree.rel(verb) == "xcomp" and governor is not None
    return bool(beside & _NEGATIVE) or remote or refused


def _denied_thing(tree: Tree, verb: int) -> int | None:
    """The word for what a verb denies: the object of "deny", what is called false; the noun that a
    relative clause hangs on, where it prints no object."""
    lemma = tree.lemma(verb)
    thing = tree.child(verb, "nsubj:pass") if is_passive(tree, verb) else tree.child(verb, "obj")
    if member("cues", "verbs", lemma) == "denies":
        above = tree.head(verb)
        hung = tree.deprel(verb) in ("acl:relcl", "acl")  # "…, a claim rejected by the treasurer"
        bare = thing is None and hung and not tree.child(verb, "ccomp")
        return above if bare and above is not None and _is_hearsay(tree, above) else thing
    if lemma in words("cues", "naming", "verbs"):
        return thing if any(_is_false(tree, word) for word in _called(tree, verb)) else None
    return None


def _called(tree: Tree, verb: int) -> list[int]:
    """What a verb calls its object."""
    as_what = [noun for noun in tree.children(verb, "obl") if has_case(tree, noun, "as")]
    return [*tree.children(verb, "xcomp"), *as_what]


def _is_false(tree: Tree, word: int) -> bool:
    """ "untrue", "a lie", "not true"."""
    denied = any(tree.lower(w) in _NEGATIVE for w in tree.children(word, "advmod"))
    key = "true" if denied else "false"
    return tree.lemma(word) in words("denials", key, "lemmas")


def _is_relative(tree: Tree, thing: int) -> bool:
    return tree.upos(thing) in ("PRON", "DET") and tree.lower(thing) in ("which", "what")


def _is_hearsay(tree: Tree, noun: int) -> bool:
    """ "…, a claim the treasurer denies", "…, something she denies"."""
    vague = tree.lower(noun) == "something"
    return (vague or sums_up(tree.lemma(noun))) and after_comma(tree, noun)


def _points_back(tree: Tree, thing: int) -> bool:
    """ "this", "the report", "the allegations": nothing more is said of it here."""
    if tree.upos(thing) in ("PRON", "DET"):
        return tree.lower(thing) in _POINTING
    told = tree.children(thing, "acl", "nmod", "appos", "amod")
    own = [w for w in told if tree.deprel(w) != "nmod:poss" and not has_case(tree, w, "by")]
    definite = any(tree.lower(det) in _DEFINITE for det in tree.children(thing, "det"))
    return definite and not own and tree.lemma(thing) in words("denials", "said", "nouns")


def _is_charge(tree: Tree, thing: int) -> bool:
    return tree.lemma(thing) in words("denials", "accused", "nouns")


# -- what is denied --------------------------------------------------------------------------


def _denied(lookup: Lookup, denial: Denial, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that a denial turns round: the main ones of the nearest words of somebody else;
    where none are near, what the sentence before states."""
    tree = lookup.syntax.trees[denial.sentence]
    cue = tree.tokens[denial.verb]
    for index in _said_before(lookup, denial):
        said = lookup.attributions[index]
        if _is_denier(lookup, denial, index):
            return []
        stated = [] if said.stance in _OFFERS else _main(lookup, index, claims, cue.start)
        if tree.lemma(denial.verb) not in words("denials", "plain", "verbs"):
            stated = [claim for claim in stated if not _is_offered(lookup, claim)]
        if said.stance == "accuses" and not stated:
            stated = _accused(lookup, index, claims, cue.start)
        if denial.accused:  # nobody is accused of what somebody else means to do
            stated = [claim for claim in stated if claim.modality != "planned"]
        if stated:
            return stated
        if said.stance not in _OFFERS and lookup.cues[index].content_heads and not denial.accused:
            return []  # what they said is what is denied, and nothing before it
    if denial.inside:
        return _stated_here(lookup, denial, claims)
    this = tree.lower(tree.child(denial.verb, "obj") or denial.verb) in ("this", "that")
    plain = tree.lemma(denial.verb) in words("denials", "plain", "verbs")
    return _stated_before(lookup, denial, claims) if this and plain and not denial.report else []


def _said_before(lookup: Lookup, denial: Denial) -> list[int]:
    """The attributions that a denial may answer, the nearest first: those of its own paragraph, or
    what its denier is accused of."""
    tree = lookup.syntax.trees[denial.sentence]
    cue = tree.tokens[denial.verb]
    first = max(0, denial.sentence - (0 if denial.inside else _REACH))
    start = lookup.syntax.trees[first].sentence.start
    if "\n\n" in lookup.syntax.text[start : cue.start] and not denial.report:
        start = max(start, lookup.syntax.text.rfind("\n\n", 0, cue.start))
    near = [
        index
        for index, said in enumerate(lookup.attributions)
        if start <= said.cue.start
        and said.cue.end <= cue.start
        and (said.source is not None or _is_hedge(tree, denial, said))
    ]
    if denial.accused:
        charges = _charges(lookup, denial)
        near = [i for i in charges if not _is_denier(lookup, denial, i)][-1:] or near
    return sorted(near, key=lambda i: -lookup.attributions[i].cue.start)


def _is_offered(lookup: Lookup, claim: Claim) -> bool:
    """Whether a claim tells what somebody would do: who dismisses "is ready to pay" turns it down,
    and doesn't say that it is not so."""
    before = lookup.syntax.text[claim.start : claim.predicate.start].split()
    offered = before[-1:] == ["to"] and bool({*before[-3:-1]} & _READY)
    return offered or claim.modality in _MEANT


def _charges(lookup: Lookup, denial: Denial) -> list[int]:
    """The attributions, in order, by which somebody is accused in the sentences up to a denial:
    other people's words may stand between an accusation and the answer to it."""
    trees = lookup.syntax.trees
    first = denial.sentence - (0 if denial.inside else _ANSWERED)
    start = trees[max(0, first)].sentence.start
    end = trees[denial.sentence].tokens[denial.verb].start
    accusing = [
        (said.cue.start, index)
        for index, said in enumerate(lookup.attributions)
        if said.stance == "accuses" and start <= said.cue.start and said.cue.end <= end
    ]
    return [index for _, index in sorted(accusing)]


def _is_hedge(tree: Tree, denial: Denial, said: Attribution) -> bool:
    """Whether words without a source in the denial's own sentence are those it denies: "reportedly
    offered gas; the presidency dismissed that account"."""
    own = denial.inside or denial.report
    return own and said.stance != "denies" and said.cue.start >= tree.sentence.start


def _is_denier(lookup: Lookup, denial: Denial, index: int) -> bool:
    """Whether the words are the denier's own. A description is somebody else's where its noun is
    another: a chain that joins "the bank" to "the newspaper" is a slip."""
    cue, source = lookup.cues[index], lookup.attributions[index].source
    denier = lookup.entity_at(denial.sentence, denial.source)
    if source is None or denier is None or source.entity != denier:
        return False
    here, there = lookup.syntax.trees[denial.sentence], lookup.syntax.trees[cue.sentence]
    if here.upos(denial.source) != "NOUN" or cue.source_head is None:
        return True
    return here.lemma(denial.source) == there.lemma(cue.source_head)


def _main(lookup: Lookup, index: int, claims: Sequence[Claim], before: int) -> list[Claim]:
    """The claims of an attribution that its content is about, no clause below them."""
    cue = lookup.cues[index]
    tree = lookup.syntax.trees[cue.sentence]
    heads = [head for head in cue.content_heads if head < len(tree)]
    heads += [c for head in heads for c in tree.children(head, "conj") if tree.upos(c) == "VERB"]
    held = [c for c in claims if index in c.attributions[-1:] and c.predicate.start < before]
    told = {claim.predicate.start for claim in held}
    empty = [head for head in heads if tree.tokens[head].start not in told]
    heads += [c for head in empty for c in tree.children(head, "xcomp")]  # "had failed to sound"
    starts = {tree.tokens[head].start for head in heads}
    return [claim for claim in held if claim.predicate.start in starts]


def _accused(lookup: Lookup, index: int, claims: Sequence[Claim], before: int) -> list[Claim]:
    """The claim that somebody is accused of: "accused the government of killing two children"."""
    cue = lookup.cues[index]
    tree = lookup.syntax.trees[cue.sentence]
    below = {tree.tokens[w].start for w in tree.children(cue.words[0], "advcl", "ccomp", "obl")}
    return [c for c in claims if c.predicate.start in below and c.predicate.start < before]


def _stated_here(lookup: Lookup, denial: Denial, claims: Sequence[Claim]) -> list[Claim]:
    """What the outlet states in the clause that a noun sums up: "Police beat two men, an allegation
    the ministry rejects". A charge that somebody faces and denies is none of it."""
    tree = lookup.syntax.trees[denial.sentence]
    noun = tree.head(denial.verb)
    if noun is not None and tree.deprel(denial.verb) == "advcl:relcl":
        # "It leaked, which Norfax denies"
        here = tree.tokens[noun].start
        return [c for c in claims if c.predicate.start == here and not c.attributions]
    clause = None if noun is None or not denial.report else tree.head(noun)
    if noun is None or clause is None or tree.lemma(noun) not in words("denials", "said", "nouns"):
        return []
    start = tree.tokens[clause].start
    return [c for c in claims if c.predicate.start == start and not c.attributions]


def _stated_before(lookup: Lookup, denial: Denial, claims: Sequence[Claim]) -> list[Claim]:
    """What the outlet states in the sentence before, in its main clause."""
    if not denial.sentence:
        return []
    tree = lookup.syntax.trees[denial.sentence - 1]
    here = lookup.syntax.trees[denial.sentence].sentence.start
    if "\n" in lookup.syntax.text[tree.sentence.end : here]:
        return []
    root = tree.tokens[tree.root]
    return [
        claim
        for claim in claims
        if claim.predicate.start == root.start
        and not claim.attributions
        and claim.modality == "actual"
    ]


# -- turned round ----------------------------------------------------------------------------


def _turned(lookup: Lookup, denial: Denial, denied: Sequence[Claim]) -> Iterator[Claim]:
    tree = lookup.syntax.trees[denial.sentence]
    cue = tree.tokens[denial.verb]
    chain = lookup.chain(cue)
    index = _attribution(lookup, denial, denied)
    if denial.inside:  # whoever says it is not who says that it is denied
        chain = tuple(i for i in chain if not any(i in claim.attributions for claim in denied))
    end = tree.tokens[denial.last].end
    for claim in denied:
        yield replace(
            claim,
            start=min(claim.start, claim.predicate.start),
            end=max(end, claim.end),
            polarity="-" if claim.polarity == "+" else "+",
            attributions=(*(i for i in chain if i != index), index),
        )


def _attribution(lookup: Lookup, denial: Denial, denied: Sequence[Claim]) -> int:
    """The denier's attribution, a new one where the text has none at that word."""
    tree = lookup.syntax.trees[denial.sentence]
    cue = tree.tokens[denial.verb]
    content = tuple(Span(start=claim.start, end=claim.end) for claim in denied)
    for index, known in enumerate(lookup.attributions):
        if known.cue.start <= cue.start < known.cue.end and known.source is not None:
            if lookup.cues[index].naming:
                lookup.attributions[index] = replace(known, stance="denies")
            return index
    source = tree.span(phrase(tree, denial.source))
    entity = lookup.entity_at(denial.sentence, denial.source)
    lookup.attributions.append(
        Attribution(
            source=SourceSpan(start=source.start, end=source.end, entity=entity),
            cue=LemmaSpan(start=cue.start, end=cue.end, lemma=tree.lemma(denial.verb)),
            content=content,
            type="indirect",
            stance="denies",
        )
    )
    return len(lookup.attributions) - 1
