"""What a negative statement answers: "no arrests had been made" is no denial of next week's arrest,
nor "I did not fire" of shots that somebody fired."""

from __future__ import annotations

import re

from secondsource.reconciling.aligning.evidence import Comparison
from secondsource.reconciling.aligning.informed import is_informed
from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.aligning.uncounted import is_least
from secondsource.reconciling.aligning.warned import received_none
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.rivals import contradicted
from secondsource.reconciling.figures.numbers import PERSON
from secondsource.reconciling.pages.lemmas import lemma_of, wording
from secondsource.reconciling.pages.phrasing import described_end
from secondsource.reconciling.pages.predicates import listed, stem, weak, words
from secondsource.reconciling.sources.disowning import disowned
from secondsource.records.reading import Argument
from secondsource.slots import slot_of

#: evidence that both speak of the same doer, action, thing
_SAME_DOER = frozenset({"actor", "actor side", "actor word", "party"})
_SAME_ACTION = frozenset({"action", "action synonym", "action derived"})
_SAME_THING = frozenset({"object", "object word"})
_DOERS = frozenset({"person", "group", "organisation", "place"})
_TAKING_PART = ("agent", "patient", "theme")
_DONE_TO = ("patient", "theme")
_STANDING = re.compile(
    r"\b(?:yet|so\s+far|as\s+of|until|still|currently|immediately)\b", re.IGNORECASE
)
_AT_FIRST = re.compile(
    r"\b(?:initially|at\s+first|at\s+once|right\s+away|any\s*more|any\s+longer)\b", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:that|those|the\s+same)\s+(?:time|day|night|week|month|year|period|days|weeks|months|years)\b"
    r"|\bat\s+the\s+time\b|\b(?:night|day)\s+of\s+the\b",
    re.IGNORECASE,
)
_BACK_THEN = re.compile(r"\w\s+then\W*$", re.IGNORECASE)  #: "Nobody was killed then"
_OWN = re.compile(r"(?:its|their|his|her|our|my)\s", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_HE = re.compile(r"s?he", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|shall|going\s+to)\b|\bwon['’]t\b", re.IGNORECASE)
_PERFECT = re.compile(
    r"\b(?:has|have|had)\s+(?:not|never|yet|no)\b|\b(?:hasn|haven|hadn)['’]t\b"
    r"|\bno\b[^.;]{0,60}\b(?:has|have|had)\s+(?:\w+ly\s+)?been\b|\bno\b[^.;]{0,60}\b(?:has|have|had)\s+\w+ed\b",
    re.IGNORECASE,
)
#: "The captain had not asked for help", as somebody says: over and done
_HAD_NOT = re.compile(r"\bhad\s+(?:not|never)\b|\bhadn['’]t\b", re.IGNORECASE)
_UNABLE = re.compile(
    r"\b(?:can\s*not|can['’]t|could\s+not|couldn['’]t|unable\s+to)\b", re.IGNORECASE
)
_FURTHER = re.compile(
    r"(?:(?:any|no|some|the|many)\s+)?(?:more|further|additional|other|others)\b", re.IGNORECASE
)
_RELATIVE = re.compile(r"\s+(?:that|which|who|whose)\b", re.IGNORECASE)
_OPEN = re.compile(r"\bany(?:one|body|thing|where)?\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:some\w*|several|multiple|many|an?|one|two|three|\d+|people|others)\b", re.IGNORECASE
)
_NONE = re.compile(r"\bthere\s+(?:was|were|is|are|had\s+been|has\s+been)\s+no\s+(?:\w+\s+)?$", re.I)
_WHENEVER = re.compile(r"\b(?:when|whenever|if|every\s+time)\s+$", re.IGNORECASE)
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|not\s+one|not\s+a\s+single|no)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:against|alongside)\s+$", re.IGNORECASE)
_ONE_DEED = 0.3  # agreement of deeds that is asked where no word is the same
_PLAINLY = 0.7  # ... and where nothing else need show that the doer is the same
_ALIKE = 0.34  # share of the words around one noun from which two phrases may mean one thing


def answers(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether of two facts, one told as so and one as not so, the negative answers the other."""
    negative, positive = sides(one, other)
    return may_answer(negative, positive, found) and _answers_it(negative, positive, found)


def sides(one: Draft, other: Draft) -> tuple[Draft, Draft]:
    """The one told as not so, and the one told as so."""
    return (one, other) if one.leader.polarity == "-" else (other, one)


def may_answer(negative: Draft, positive: Draft, found: Comparison) -> bool:
    """Whether nothing in either shows that the negative is about something else: another place or
    time, a habit, further ones."""
    no, yes = negative.leader, positive.leader
    if _told_by_one(negative, positive) or _is_question(yes) or _is_habit(yes):
        return False
    if is_bare_none(no) and _is_of_others(no, yes, found):
        return False
    if any(_BACK_THEN.search(s.clause) and s.interval is None for s in negative.limits):
        return False
    further = _tells_of_further(no) or _tells_of_further(yes)
    return not further and not _narrowed_apart(no, yes)


def may_contradict(one: Draft, other: Draft, found: Comparison) -> bool:
    """Whether nothing in two facts, one told as so and one as not so, shows that both may hold:
    the negative is about something else, or says less ("could not reach it initially")."""
    negative, positive = sides(one, other)
    if not may_answer(negative, positive, found) or _of_two_fates(negative, positive):
        return False
    return is_denial(negative) or not _is_narrow(negative, positive, found)


def _of_two_fates(one: Draft, other: Draft) -> bool:
    """Whether each tells something else that becomes of people: who was not taken to hospital may
    have been hurt. Whoever is arrested is held."""
    fates = {slot_of(draft.leader.lemma, PERSON, "patient") for draft in (one, other)}
    told = None not in fates and fates <= wording("people_slots")
    return len(fates) > 1 and told and fates != {"arrested", "detained"}


def _answers_it(negative: Draft, positive: Draft, found: Comparison) -> bool:
    """Whether what is not so is the deed that the other tells, of the same people or thing."""
    no, yes = negative.leader, positive.leader
    denied = is_denial(negative)
    if disowned(no.page, no.claim) is not None and not _SAME_DOER & found.evidence.keys():
        return False  # who had no part in it leaves open that it happened
    of_one_thing = bool(_SAME_THING & found.evidence.keys())
    if _answers_another(no, yes, found) or (not denied and _is_narrow(negative, positive, found)):
        return False
    settled = no.sweeping or bool(_SAME_DOER & found.evidence.keys()) or _agent(no) is None
    settled = settled or (of_one_thing and _is_taken(no))
    settled = settled or bool(no.kinds & yes.kinds & words("sides", "sole"))
    if not settled and not (_tells_doer(yes) and _tells_doer(no)):
        return False  # what one did not do, others may have done
    one_deed = found.evidence.get("action deed", 0.0) >= _ONE_DEED
    if "crossed" in found.evidence and not (_SAME_ACTION & found.evidence.keys() or one_deed):
        return False  # "he had not been beaten" is no answer to "he came home"
    if denied:
        return _answers_told(negative, no, yes, found)
    if described_end(no.page, no.claim.start, no.claim.end) > no.claim.end:
        return False  # "never was it given to a man who had not served": to others it was
    if not _SAME_ACTION & found.evidence.keys():  # "not hospitalised" leaves open if he was hurt
        kind = "action class" in found.evidence and contradicted(negative, positive)
        bare = kind and is_bare_none(no) and _is_about_one(no, found)
        plain = contradicted(negative, positive) and _is_plainly_one(found)
        return bare or plain or _is_one_deed(no, yes, found)
    answered = contradicted(negative, positive) and of_one_thing
    unlike = {"action told", "actor other"} | (set() if answered else {"actor described"})
    return not unlike & found.evidence.keys() and not _only_describes(no)


def _is_plainly_one(found: Comparison) -> bool:
    """Whether unlike words can hardly tell of two deeds, done to one thing: "broke the ceasefire",
    "its army had not violated the truce"."""
    deed = (
        found.evidence.get("action deed", 0.0) >= _PLAINLY and "actor other" not in found.evidence
    )
    return deed and bool((_SAME_THING | _SAME_DOER) & found.evidence.keys())


def _is_one_deed(no: Statement, yes: Statement, found: Comparison) -> bool:
    """Whether unlike words tell of one deed: "nobody from the guild was there", "men of the guild
    attended"; "received no warning", "were warned"."""
    evidence = found.evidence
    if received_none(no, yes):
        return True
    if _SAME_THING & evidence.keys() and _is_taken(no) and yes.lemma in no.kinds:
        return True
    deed = evidence.get("action deed", 0.0) >= _ONE_DEED and _is_of_nobody(no, yes)
    return deed and bool((_SAME_THING | {"others", "place"}) & evidence.keys())


def _is_taken(no: Statement) -> bool:
    """ "The villagers received no warning": whose doer is not told."""
    return not no.actors and listed(no.claim.predicate.lemma.lower(), "phrases", "receiving")


def _is_of_nobody(no: Statement, yes: Statement) -> bool:
    """Whether nobody is said to have done it of those who are told to have: "nobody from the Relief
    Corps was there", "two members of the Relief Corps attended"."""
    none, doer = _agent(no), _agent(yes)
    if none is None or doer is None:
        return False
    told = _NOBODY.match(no.page.text, none.start, none.end)
    if told is None:
        return False
    group = no.page.words(told.end(), none.end)
    return bool(group & yes.page.words(doer.start, doer.end))


def _is_narrow(negative: Draft, positive: Draft, found: Comparison) -> bool:
    """Whether what is not so is only so much of what is told: up to a moment, at another time, of
    one kind, against one of several."""
    no, yes = negative.leader, positive.leader
    if _is_bounded(negative, positive) or _is_of_another_time(negative, yes):
        return True
    if _says_less(no, yes) or _says_little(no, found):
        return True  # "he had nothing to prove", "he had a secret"
    return _is_against_another(no, found)


def _is_habit(yes: Statement) -> bool:
    """ "It isn't her fault when liberals lose": what happens now and then is not undone by "we
    didn't lose today"."""
    page, claim = yes.page, yes.claim
    before = page.text[page.sentence(claim.start).start : claim.start]
    return _WHENEVER.search(before) is not None and not page.is_past(claim.predicate.start)


def _answers_another(no: Statement, yes: Statement, found: Comparison) -> bool:
    """ "No one answered the door", "officers responded to the scene": unlike replies, and nothing
    says that they are to one thing."""
    replies = words("speech", "replies")
    unlike = no.lemma != yes.lemma and {no.lemma, yes.lemma} <= replies
    return unlike and not {"object", "object word", "others"} & found.evidence.keys()


def _is_against_another(no: Statement, found: Comparison) -> bool:
    """ "Berg is not running against Lund" leaves open that he runs, against whomever."""
    page, claim = no.page, no.claim
    narrow = any(
        a.role != "agent" and _AGAINST.search(page.text, max(0, a.start - 12), a.start)
        for a in claim.arguments
    )
    return narrow and not {"others", "object", "object word"} & found.evidence.keys()


def is_denial(draft: Draft) -> bool:
    """Whether somebody denies a fact in so many words, or says that it never was so."""
    return any(
        w.statement.denied or (w.statement.emphatic and not w.testimony.own)
        for w in draft.witnesses
    )


def is_bare_none(statement: Statement) -> bool:
    """Whether all that is said is that there was none: "there was no warning"."""
    page, claim = statement.page, statement.claim
    before = page.text[page.sentence(claim.start).start : claim.predicate.start]
    return statement.polarity == "-" and not statement.actors and bool(_NONE.search(before))


def is_of_only_one(no: Statement, yes: Statement, known: frozenset[str]) -> bool:
    """Whether "there was no raid" is said where a single raid is told of; ``known``: kinds of
    happening of which the story tells a single one."""
    plain = yes.modality == no.modality == "actual" and is_bare_none(no) and not yes.counts
    elsewhere = no.places or no.objects or no.interval  # "no crash in Vell", of one in Lund
    told = plain and not elsewhere and bool(no.claim.attributions)
    return told and bool(no.kinds & yes.kinds & known)


def _is_of_others(no: Statement, yes: Statement, found: Comparison) -> bool:
    """ "There was no crash in Vell", of one in Lund; "there is no emergency" beside "there are 30
    in force"."""
    counted = (
        bool(yes.counts and not no.counts)
        and not {"place", "time", *_SAME_THING} & found.evidence.keys()
    )
    return "place other" in found.evidence or (counted and no.interval is None)


def _answers_told(negative: Draft, no: Statement, yes: Statement, found: Comparison) -> bool:
    """Whether what somebody denies, or says with emphasis never to have been, is what is told: "the
    talks failed" is not denied by "it had not walked away from the talks", nor "drones attacked" by
    "we took no part in it", nor "drones were assembled" by "it has received no drones"."""
    evidence = found.evidence.keys()
    others = {"actor other", "actor described"} & evidence
    explicit = any(w.statement.denied for w in negative.witnesses)
    if others and ("action told" in evidence or not explicit):
        return False
    if "object described" in evidence and not _SAME_THING & evidence and found.question < 0:
        return False  # "nobody laid a hand on him", "he beat his rivals"
    if not explicit and (_says_little(no, found) or _says_little(yes, found)):
        return False  # "he had nothing to hide", "he had a boat"
    one_action = _SAME_ACTION & evidence or found.evidence.get("action deed", 0.0) >= _ONE_DEED
    sure = (_SAME_DOER - {"actor word"} | _SAME_THING | {"others", "crossed"}) & evidence
    return bool(one_action or sure or no.sweeping) and _is_about_one(no, found)


def _is_about_one(no: Statement, found: Comparison) -> bool:
    """Whether a mere "there was no warning" is told of what the other tells: all their
    surroundings show, where no participant does."""
    if not is_bare_none(no) or {"object", "object word", "others", "place"} & found.evidence.keys():
        return True
    return found.evidence.get("around", 0.0) >= _ALIKE


def _says_little(no: Statement, found: Comparison) -> bool:
    """Whether its verb tells nothing by itself, and no thing or party is the same."""
    evidence = found.evidence.keys()
    if "action saying" in evidence:
        return True
    if found.evidence.get("action deed", 0.0) >= _PLAINLY or stem(no.lemma) not in no.kinds:
        return False  # "made no promise" is told by its noun
    told = {"party"} if {"action", "action synonym"} & evidence else set()
    return weak(no.lemma) and not (_SAME_THING | {"others"} | told) & evidence


def _told_by_one(one: Draft, other: Draft) -> bool:
    """Whether one report gives both as the word of one voice, or all reports do: then the voice
    means two things, or has changed its mind."""
    told = {(w.report, w.testimony.voice.id) for w in one.witnesses}
    voices = {w.testimony.voice for w in (*one.witnesses, *other.witnesses)}
    if len({voice.id for voice in voices}) == 1 and not any(v.anonymous for v in voices):
        return True
    return any((w.report, w.testimony.voice.id) in told for w in other.witnesses)


def _is_question(statement: Statement) -> bool:
    """Whether a positive statement speaks of "any": only what is asked or doubted does."""
    page, claim = statement.page, statement.claim
    told = [page.text[a.start : a.end] for a in claim.arguments if a.role in _TAKING_PART]
    told.append(page.text[claim.start : claim.predicate.end])
    return statement.modality == "actual" and any(map(_OPEN.search, told))


def _is_bounded(negative: Draft, positive: Draft) -> bool:
    """Whether the negative holds up to a moment only ("has not been named yet", "could not return
    fire initially") and the positive is not told before it."""
    words = negative.leader.clause
    if _AT_FIRST.search(words) or _UNABLE.search(words):
        return True
    if not (_STANDING.search(words) or _PERFECT.search(words)):
        return False
    before = [w.published[:10] for w in positive.witnesses]
    after = [w.published[:10] for w in negative.witnesses]
    if _HAD_NOT.search(words) and not _STANDING.search(words) and _is_own_word(negative.leader):
        return bool(all(before) and all(after) and min(before) > max(after))
    return not (all(before) and all(after) and max(before) < min(after))


def _is_own_word(no: Statement) -> bool:
    """Whether it tells what somebody had not done or known by himself, rather than what had not
    come about yet."""
    told = bool(no.claim.attributions) and _agent(no) is not None  # "it said it had not fired"
    return told or bool(no.actors) or is_informed(no.page, no.claim)


def _is_of_another_time(negative: Draft, yes: Statement) -> bool:
    """Whether the negative speaks of a moment that it only points to ("made no offer during that
    time"), or of what is to come where the positive tells of what has been."""
    if any(_THEN.search(no.clause) and no.interval is None for no in negative.limits):
        return True
    no, at = negative.leader, yes.claim.predicate.start
    above = yes.page.governor(at) if yes.page.deprel(at) in ("xcomp", "advcl") else None
    past = yes.page.is_past(at) or (above is not None and yes.page.is_past(above))
    return past and bool(_AHEAD.search(no.page.text, no.claim.start, no.claim.predicate.start))


def _says_less(no: Statement, yes: Statement) -> bool:
    """Whether the negative denies only one kind of what the positive tells ("nobody had
    life-threatening wounds")."""
    page, claim = no.page, no.claim
    told = yes.page.words(yes.claim.start, yes.claim.end)
    if _picks_one(no) and any(count.value != 1 for count in yes.counts):
        return True  # "two of the engines failed", "the third engine did not fail"
    return any(
        bool(page.adjectives(a.start, a.end) - told) for a in claim.arguments if a.role in _DONE_TO
    )


def _picks_one(no: Statement) -> bool:
    """Whether it speaks of one of several by its place in their order ("the third engine")."""
    told = (no.page.text[a.start : a.end].lower().split() for a in no.claim.arguments)
    return any(set(phrase[:3]) & wording("ordinals") for phrase in told)


def _tells_of_further(statement: Statement) -> bool:
    """Whether it counts what comes on top: "more people were not hurt" denies no injury."""
    page, claim = statement.page, statement.claim
    return any(
        _FURTHER.match(page.text, a.start, a.end) for a in claim.arguments if a.role in _TAKING_PART
    )


def _tells_doer(statement: Statement) -> bool:
    """Whether it is told who did it: "he did not fire" is no answer to "twenty shots were fired",
    nor "one denied having fired" to what somebody else did."""
    agent = _agent(statement)
    page = statement.page
    if agent is None or _SOMEBODY.match(page.text, agent.start, agent.end):
        return False
    if _HE.fullmatch(page.text, agent.start, agent.end) and not statement.named:
        return False  # "she didn't know" may be somebody else than "he"
    entity = statement.page.entity_by_id.get(agent.entity or "")
    return entity is None or entity.kind in _DOERS


def _agent(statement: Statement) -> Argument | None:
    return next((a for a in statement.claim.arguments if a.role == "agent"), None)


def _only_describes(negative: Statement) -> bool:
    """Whether its clause only tells who is meant ("the ones who did not pay"), and not what some
    report says ("no truth in claims that they did not pay")."""
    page, at = negative.page, negative.claim.predicate.start
    noun = page.modified(at)
    if noun is None or "," in page.text[noun:at]:
        return False
    told = _WORD.match(page.text, noun)
    return told is None or lemma_of(told[0].lower()) not in words("speech", "told")


def _narrowed_apart(one: Statement, other: Statement) -> bool:
    """Whether one noun is narrowed down to different things on either side ("branches in twelve
    towns", "any branch in the countryside")."""
    return any(
        mine.role == theirs.role and _are_apart(one, mine, other, theirs)
        for mine in one.claim.arguments
        for theirs in other.claim.arguments
        if not any(
            told.polarity == "-" and is_least(told.page, argument)
            for told, argument in ((one, mine), (other, theirs))
        )
    )


def _are_apart(one: Statement, mine: Argument, other: Statement, theirs: Argument) -> bool:
    head = one.page.head(mine.start, mine.end)
    if any(_OWN.match(s.page.text, a.start, a.end) for s, a in ((one, mine), (other, theirs))):
        return False  # "its cooling tower" may be that of the mill
    if not head or head != other.page.head(theirs.start, theirs.end):
        return False
    left, right = _around(one, mine) - {head}, _around(other, theirs) - {head}
    return bool(left and right) and len(left & right) < _ALIKE * min(len(left), len(right))


def _around(statement: Statement, argument: Argument) -> frozenset[str]:
    """Content words of an argument and of what describes it behind, up to the clause's end where
    nothing else follows."""
    page, claim = statement.page, statement.claim
    last = all(a.end <= argument.end for a in claim.arguments)
    last = last and claim.predicate.end <= argument.start
    end = max(argument.end, claim.end) if last else argument.end
    if last and _RELATIVE.match(page.text, end):  # "the letters that she wrote"
        end = page.sentence(argument.start).end
    return page.words(argument.start, end) - _amounts(statement, argument.start, end)


def _amounts(statement: Statement, start: int, end: int) -> frozenset[str]:
    """Words of the figures in a span and of what they count: "bribes of 3 million pesos" are
    bribes, of whatever sum."""
    page = statement.page
    inside = [q for q in page.reading.quantities if start < q.start and q.end <= end]
    spans = [(q.start, max(q.end, q.of.end if q.of is not None else 0)) for q in inside]
    return frozenset[str]().union(*(page.words(first, last) for first, last in spans))
