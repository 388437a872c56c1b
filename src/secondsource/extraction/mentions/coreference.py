"""Which phrases of one report denote the same entity.

One pass over the candidates in text order; every phrase joins the group of an earlier one or opens
its own. Precise rules come first (the sieve of Raghunathan et al. 2010): names, appositions and
predicates, titles and definite descriptions, then pronouns. A rule that is unsure does nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from secondsource import names
from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.mentions.chained import Links, links_of, may_join
from secondsource.extraction.mentions.clients import called_client, client_of
from secondsource.extraction.mentions.descriptions import (
    cites,
    find_announced,
    find_described,
    is_speaker_of,
)
from secondsource.extraction.mentions.groups import Group
from secondsource.extraction.mentions.pronouns import (
    find_antecedent,
    find_teller,
    find_topic,
    is_bound,
    spoken_of,
)
from secondsource.extraction.places.gazetteer import gazetteer
from secondsource.extraction.wordlists.nouns import kinds_of, nouns, polity
from secondsource.names import COMPATIBLE, compare, country_named, country_of_people
from secondsource.names.bodies import head_noun
from secondsource.names.called import called
from secondsource.names.offices import offices_of
from secondsource.names.words import split, tables
from secondsource.records.reading import EntityKind
from secondsource.syntax import Syntax, Tree

_HEADS_OF_STATE = frozenset({"president", "minister", "chancellor", "premier", "leader", "king"})
_HEADS_OF_BODIES = frozenset({"front", "league", "fund", "tribune", "post", "times", "herald"})
_LESS_KIN = 0.05  #: for a bare surname that somebody's relative bears as well
_KIN = frozenset(
    {"wife", "husband", "father", "mother", "son", "daughter", "brother", "sister", "widow",
     "widower", "uncle", "aunt", "nephew", "niece", "cousin", "grandfather", "grandmother",
     "grandson", "granddaughter", "stepson", "stepdaughter", "stepfather", "stepmother", "twin",
     "girlfriend", "boyfriend", "fiance", "fiancee", "fiancé", "fiancée", "partner"}
)  # fmt: skip
_SURE_GENDER = 0.12  #: for a bearer whose gender is known to be that of the mention
_VAGUE: frozenset[EntityKind] = frozenset({"other", "group", "product", "event"})


def link(
    syntax: Syntax, found: Sequence[Candidate], published: str | None = None
) -> list[list[int]]:
    """Indices of the candidates of each entity, entities in order of first mention.

    ``published`` (ISO date) says who held which office when the report was printed.
    """
    groups: list[Group] = []
    by_head: dict[tuple[int, int], Group] = {}
    links = links_of(syntax)
    for index, candidate in enumerate(found):
        tree = syntax.trees[candidate.sentence]
        group = find_named(candidate, groups, published) or _equated(tree, candidate, by_head)
        named = candidate.form == "nominal" and _is_named_next(tree, candidate)
        if group is None and candidate.name:
            group = _called_by_its_noun(tree, candidate, groups)
        if group is None and (candidate.name or named):
            group = find_announced(candidate, found, groups)
        if group is None and candidate.form == "nominal" and not named:
            group = called_client(tree, candidate, found, groups)
            group = group or find_described(syntax, candidate, found, groups)
        if candidate.form == "pronoun":
            group = _told_of(syntax, candidate, found, groups)
        if group is None and not named:
            group = _chained(syntax, candidate, links, by_head, found)
        if group is None and candidate.form == "pronoun" and candidate.kind != "event":
            group = find_antecedent(syntax, candidate, found, groups)
        group = _kept(tree, candidate, found, group)
        if group is None:
            group = Group(kind=candidate.kind, plural=candidate.plural)
            groups.append(group)
        if candidate.name and candidate.name not in group.names:
            _give_office(group, candidate, published)
        group.add(index, candidate)
        by_head.setdefault((candidate.sentence, candidate.head), group)
    return [group.candidates for group in groups]


def _told_of(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """Whom a lawyer's "he" means, or whoever the sentence before is about; "it" of "the union said
    it would strike" passes for the strike."""
    if pronoun.kind == "event":
        return find_teller(syntax, pronoun, found, groups)
    client = client_of(syntax.trees[pronoun.sentence], pronoun, found, groups)
    return client or find_topic(syntax, pronoun, found, groups)


def _kept(
    tree: Tree, candidate: Candidate, found: Sequence[Candidate], group: Group | None
) -> Group | None:
    """The entity that a phrase was given to; none for "Kern's lawyer", who is not Kern."""
    if group is None or candidate.form != "nominal":
        return group
    owner = tree.child(candidate.head, "nmod:poss")
    called = [
        c.name for c in found if c.name and c.sentence == candidate.sentence and c.head == owner
    ]
    known = (compare(name, other) for name in called for other in group.names)
    return None if any(likeness >= COMPATIBLE for likeness in known) else group


def _is_named_next(tree: Tree, candidate: Candidate) -> bool:
    """ "the Council's leader, Ilya Brandt,": the description has a name of its own behind it."""
    return candidate.kind == "person" and any(
        tree.upos(child) == "PROPN" and child > candidate.head
        for child in tree.children(candidate.head, "appos")
    )


def _chained(
    syntax: Syntax,
    candidate: Candidate,
    links: Links,
    by_head: dict[tuple[int, int], Group],
    found: Sequence[Candidate],
) -> Group | None:
    """The entity that the encoder links the phrase to, unless something speaks against it."""
    place, score = links.get((candidate.sentence, candidate.head), (None, 0.0))
    group = by_head.get(place) if place else None
    if group is None or is_bound(syntax, candidate, group.candidates, found):
        return None
    if candidate.form == "pronoun" and spoken_of(syntax, candidate, found) & set(group.candidates):
        return None
    if candidate.form == "nominal" and (
        is_speaker_of(syntax, candidate, group, found) or cites(syntax, group, candidate, found)
    ):
        return None
    if candidate.form == "nominal" and _is_own_relative(syntax, candidate, by_head, links) is group:
        return None
    return group if may_join(syntax, candidate, group, score) else None


def _is_own_relative(
    syntax: Syntax, candidate: Candidate, by_head: dict[tuple[int, int], Group], links: Links
) -> Group | None:
    """Of "Her sister" the entity of "her", who is nobody's own sister."""
    tree = syntax.trees[candidate.sentence]
    owner = next(
        (w for w in tree.children(candidate.head, "nmod") if tree.deprel(w) == "nmod:poss"), None
    )
    if owner is None or tree.upos(owner) != "PRON":
        return None
    place, _ = links.get((candidate.sentence, owner), (None, 0.0))
    return by_head.get(place) if place else None


def _give_office(group: Group, candidate: Candidate, published: str | None) -> None:
    """What the table of offices says of a newly named person."""
    if "person" not in (candidate.kind, group.kind) or not candidate.name:
        return
    for office in offices_of(candidate.name, published):
        words = office.title.replace("-", " ").split()
        role = words[0] if words[0] == "secretary" else words[-1]
        group.roles |= {role, "leader"} if words[-1] in _HEADS_OF_STATE else {role}
        group.qualifiers |= set(words) & nouns().qualifiers - {role}
        group.polities.add(office.polity)


def find_named(
    candidate: Candidate, groups: Sequence[Group], published: str | None = None
) -> Group | None:
    """The group that already bears this name or a compatible one; the latest of the best."""
    best, chosen = 0.0, None
    if candidate.name is None:
        return None
    for group in reversed(groups):
        if not group.names or _another_bearer(candidate, group, published):
            continue
        score = _name_score(candidate, group)
        if score and candidate.gender and candidate.gender == group.gender:
            score += _SURE_GENDER  # "Mr. Conn", of George and Kelly Conn
        if len(candidate.name.split()) == 1 and group.roles & _KIN:
            score -= _LESS_KIN  # "Holm" after "Jesse Holm" and "his wife, Sandra Holm"
        if score > best + 0.02:
            best, chosen = score, group
    if chosen is not None and best >= names.COMPATIBLE:
        return chosen
    return _surname(candidate, groups)


def _called_by_its_noun(tree: Tree, candidate: Candidate, groups: Sequence[Group]) -> Group | None:
    """ "The Bank" after the Bank of England: the body last named whose name such a noun heads."""
    noun = (candidate.name or "").lower()
    if noun not in nouns().kinds["organisation"] | _HEADS_OF_BODIES:
        return None
    before = candidate.name_words.start - 1
    if before < 0 or tree.lower(before) != "the":
        return None
    bodies = (g for g in reversed(groups) if g.kind not in {"person", "place"})
    return next((g for g in bodies if any(noun == head_noun(name) for name in g.names)), None)


def _is_short_for_company(candidate: Candidate, group: Group) -> bool:
    """ "Volkner" after "Volkner AG" or "Volkner Industries", whatever the model takes it for."""
    told = candidate.roles or candidate.gender or group.gender
    if group.kind != "organisation" or told or len(candidate.name_words) != 1:
        return False
    word, firms = split(candidate.name or ""), tables().designators | called("company")
    return any(
        len(parts) > 1 and parts[:1] == word and firms.issuperset(parts[1:])
        for parts in map(split, group.names)
    )


def _another_bearer(candidate: Candidate, group: Group, published: str | None) -> bool:
    """After "President Berg", Anna Berg is somebody else unless the same office is said of her."""
    name = candidate.name or ""
    offices = group.roles & nouns().kinds["person"]
    if not offices or len(name.split()) < 2 or any(len(n.split()) > 1 for n in group.names):
        return False
    known = {word for office in offices_of(name, published) for word in office.title.split()}
    return not offices & (candidate.roles | known)


def _surname(candidate: Candidate, groups: Sequence[Group]) -> Group | None:
    """The only person of this surname, where the model took the surname for something else."""
    name = candidate.name
    if name is None or candidate.kind == "person" or polity(name) is not None:
        return None
    bearers = [
        group
        for group in groups
        if group.kind == "person"
        and any(len(full.split()) > 1 and full.split()[-1] == name for full in group.names)
    ]
    return bearers[0] if len(bearers) == 1 else None


def _name_score(candidate: Candidate, group: Group) -> float:
    name = candidate.name
    if not name or not group.names:
        return 0.0
    if _is_short_for_company(candidate, group):
        return 0.9
    if candidate.labelled and not kinds_agree(candidate.kind, group.kind):
        return float(_same_thing(candidate, group))
    if candidate.gender and group.gender and candidate.gender != group.gender:
        return 0.0
    unsure = not (candidate.labelled and group.labelled) or "other" in (candidate.kind, group.kind)
    alike = candidate.kind == group.kind or unsure
    kind = None
    if alike:
        kind = group.kind if candidate.kind == "other" or not candidate.labelled else candidate.kind
    longest = max(group.names, key=len)
    if names.compare(name, longest, kind) < 0.3 or is_another(name, longest):
        return 0.0
    best = max(names.compare(name, other, kind) for other in group.names)
    return (
        best if best >= (names.COMPATIBLE if kind == "person" else 0.7 if alike else 0.9) else 0.0
    )


def is_another(one: str, other: str) -> bool:
    """Whether of two names the longer one is not the shorter in full: in the headline "Lind Aide
    Resigns" the aide is not Lind, and the Marnshire Liberal Party is a branch of the Liberals."""
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) == len(long):
        return False
    role = long[-1].lower() in nouns().beside_names and short[-1].lower() != long[-1].lower()
    rest = " ".join(long[: len(long) - len(short)])
    branch = long[-len(short) :] == short and short[-1].lower() in nouns().parties
    whose = country_of_people(rest) is None and country_named(rest) is None
    return role or (branch and len(short) > 1 and whose and bool(gazetteer().find(rest)))


def _same_thing(candidate: Candidate, group: Group) -> bool:
    """One word printed again, of two kinds to the model: the Tomahawk and many Tomahawks. A town
    may pass for a person where nothing says more of either; a capital stands for a government."""
    if candidate.name is None:
        return False
    told = group.gender or group.roles or candidate.gender or candidate.roles
    doubtful = {candidate.kind, group.kind} == {"person", "place"}
    if doubtful and (told or polity(candidate.name) is not None):
        return False
    words = {names.canonical(name).removesuffix("s") for name in group.names}
    return names.canonical(candidate.name).removesuffix("s") in words


def kinds_agree(a: EntityKind, b: EntityKind) -> bool:
    """May phrases labelled so differently be one entity? Models confuse the vague kinds."""
    if a == b or "other" in (a, b):
        return True
    if {a, b} <= {"organisation", "group", "product"} or {a, b} == {"organisation", "place"}:
        return True
    return a in _VAGUE and b in _VAGUE


def _equated(
    tree: Tree, candidate: Candidate, by_head: dict[tuple[int, int], Group]
) -> Group | None:
    """The entity that an apposition or a predicate nominal says this phrase is."""
    if candidate.form == "pronoun":
        return None
    other = _governor(tree, candidate)
    group = by_head.get((candidate.sentence, other)) if other is not None else None
    if group is None or not _may_equate(candidate, group):
        return None
    return group


def _governor(tree: Tree, candidate: Candidate) -> int | None:
    head = candidate.head
    if tree.rel(head) == "appos":
        return tree.head(head)
    beside = _beside(tree, candidate)
    if beside is not None:
        return beside
    if tree.child(head, "cop") is not None and tree.child(head, "case") is None:
        if tree.child(head, "aux") is not None or _negated(tree, head):
            return None
        subject = tree.child(head, "nsubj")
        said_of = subject is not None and (
            tree.upos(subject) != "PRON" or tree.lower(subject) in {"he", "she", "it", "they"}
        )
        return subject if said_of else None
    return None


def _beside(tree: Tree, candidate: Candidate) -> int | None:
    """A name, a comma and a definite description that the parser gave one governor."""
    before = candidate.first - 2
    if candidate.form != "nominal" or not candidate.definite or before < 0:
        return None
    if tree.form(before + 1) != "," or tree.upos(before) != "PROPN":
        return None
    head, other = candidate.head, before
    while tree.rel(other) in {"flat", "compound"} and (above := tree.head(other)) is not None:
        other = above
    listed = tree.child(head, "cc") is not None or tree.deprel(head) != tree.deprel(other)
    return None if listed or tree.head(head) != tree.head(other) else other


def _negated(tree: Tree, head: int) -> bool:
    return any(tree.lemma(i) in {"not", "never", "no"} for i in tree.children(head))


def _may_equate(candidate: Candidate, group: Group) -> bool:
    if not (kinds_agree(candidate.kind, group.kind) or _mislabelled(candidate, group)):
        return False
    if candidate.plural != group.plural and group.kind in {"person", "group"}:
        return False
    if candidate.gender and group.gender and candidate.gender != group.gender:
        return False
    if candidate.name and group.names:
        return any(
            names.is_acronym_of(candidate.name, name) or names.is_acronym_of(name, candidate.name)
            for name in group.names
        )
    return True


def _mislabelled(candidate: Candidate, group: Group) -> bool:
    """A bare name taken for a person that an apposition calls a company or a place."""
    if group.kind != "person" or group.gender or group.roles or candidate.form == "name":
        return False
    told = {kind for role in candidate.roles for kind in kinds_of(role)}
    return candidate.kind in told and "person" not in told
