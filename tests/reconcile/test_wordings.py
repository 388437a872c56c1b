"""Invented pairs of reports: one happening in two wordings, or two that only look alike.

From text to facts, so that the reader's slips are in it. In each pair a few words stand for a
claim; ``together`` means that both stand in one fact, ``against`` that their facts conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from secondsource.encoder import runtime
from secondsource.pipeline import Reader, reconcile
from secondsource.records.report import Report
from secondsource.records.story import Fact, Story

WEIGHTS = Path(runtime.__file__).parent / "weights" / "reader.onnx"

pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there")


@dataclass(frozen=True)
class Pair:
    """Two texts and the words of the claims in question."""

    one: str
    other: str
    words: tuple[str, str]
    days: tuple[str, str] = ("2033-03-08", "2033-03-08")  # a Tuesday


@cache
def reader() -> Reader:
    return Reader(threads=1)


OUTLETS = ("Tarn Post", "Vik Herald", "Harnvik Courier", "Daily Anchor")


@cache
def told(pair: Pair) -> Story:
    return story_of((pair.one, pair.other), pair.days)


def story_of(texts: Sequence[str], days: Sequence[str] = ("2033-03-08",) * 4) -> Story:
    reports = [
        Report(id=f"r{number}", text=text, outlet=OUTLETS[number], published=days[number] or None)
        for number, text in enumerate(texts)
    ]
    return reconcile(list(reader().read_many(reports)))


def facts(pair: Pair, number: int) -> list[Fact]:
    """The facts with a claim in which the words stand."""
    words, text = pair.words[number], (pair.one, pair.other)[number]
    at = text.index(words)
    return [
        fact
        for fact in told(pair).facts
        if any(
            c.report == f"r{number}" and c.start <= at and at + len(words) <= c.end
            for c in fact.claims
        )
    ]


def together(pair: Pair) -> bool:
    return any(len(fact.reports) == 2 and fact in facts(pair, 1) for fact in facts(pair, 0))


def against(pair: Pair) -> bool:
    others = {fact.id for fact in facts(pair, 1)}
    return any(conflict.fact in others for fact in facts(pair, 0) for conflict in fact.conflicts)


SAME = {
    "gratitude that is expressed": Pair(
        "Lind phoned the Sultan of Oman on Thursday and expressed her gratitude.",
        "President Lind thanked the Sultan of Oman.",
        ("expressed her", "thanked"),
    ),
    "mediation": Pair(
        "Norland and Serra swapped prisoners. The Sultanate of Oman provided mediation.",
        "Norland and Serra exchanged prisoners. Oman acted as mediator.",
        ("provided mediation", "acted as"),
    ),
    "declared undesirable": Pair(
        "Lomar expelled three Dasian diplomats on Monday.",
        "Lomar on Monday declared three Dasian embassy officials undesirable.",
        ("expelled", "declared"),
    ),
    "a law not signed": Pair(
        "President Elena Marsh refused on Saturday to sign the surveillance law, her office said.",
        "President Marsh vetoed the surveillance law on Saturday.",
        ("sign the", "vetoed"),
    ),
    "a verb before a weekday": Pair(
        "Parliament in Velk adopted the water law on Tuesday.",
        "The water law that the Velk parliament passed on Tuesday takes effect in May.",
        ("adopted", "passed"),
    ),
    "a request turned down": Pair(
        "The Election Commission in Velk turned down a request for a recount on Friday.",
        "The Velk Election Commission rejected the demand for a recount on Friday.",
        ("turned down", "rejected"),
    ),
    "a coalition quit": Pair(
        "The Harbour Party walked out of the coalition on Tuesday.",
        "The Harbour Party quit the ruling alliance on Tuesday.",
        ("walked out", "quit"),
    ),
    "money that only one has for its unit": Pair(
        "The flood has cost the town of Vik 340,000 florins, the mayor said.",
        "Auditor Ada Lind put the damage in Vik at 340,000 florins.",
        ("cost the town", "put the damage"),
    ),
    "what will stay shut": Pair(
        "The harbour road in Vik will stay closed until Friday, police said.",
        "Police said that the harbour road in Vik would remain shut until Friday.",
        ("stay closed", "remain shut"),
    ),
    "a firm by its first word": Pair(
        "Oskdal Tankers owns the ship that ran aground off Vik. Oskdal Tankers will pay for the "
        "cleaning of the shore.",
        "Oskdal, the owner of the ship, says that it will pay for the cleaning of the shore.",
        ("pay for the cleaning", "pay for the cleaning"),
    ),
    "a sentence and what has to be served": Pair(
        "A court in Vik sentenced Omar Lind to nine years in prison on Monday.",
        "Omar Lind must serve nine years, a spokesman for the court said.",
        ("sentenced Omar Lind", "must serve nine years"),
    ),
    "one thing aimed at one": Pair(
        "Ada Lind has increased pressure on the fishing nations to stop buying oil from Torvia.",
        "Ada Lind is also ramping up pressure on fishing nations that buy oil from Torvia.",
        ("increased pressure", "ramping up"),
    ),
    "done to somebody, and what they did then": Pair(
        "Rolf Tamm, the former treasurer, was acquitted on Monday.",
        "Rolf Tamm walked free from the court in Velk on Monday.",
        ("acquitted", "walked free"),
    ),
    "things in other nouns with the same words around": Pair(
        "The Ostran army said it had destroyed a grain depot in Velk.",
        "Our jets destroyed a store of grain in Velk, the army said.",
        ("destroyed", "destroyed"),
    ),
    "what is put off to another day": Pair(
        "The hearing in Velk was postponed from March 9 to March 21.",
        "The Velk hearing has been pushed back to March 21, clerks said.",
        ("postponed", "pushed back"),
    ),
    "what happens to anybody but once": Pair(
        "Rosa Tamm has resigned as head of the museum.",
        "Five days lie between the flood and the hour when Rosa Tamm stepped down.",
        ("resigned", "stepped down"),
    ),
    "a round figure and the exact one": Pair(
        "Some 1,400 shops are shut, the guild said.",
        "The storm has closed 1,415 shops, the city said.",
        ("shut", "closed"),
    ),
    "what falls is felled": Pair(
        "The old pier of Marn collapsed into the bay on Monday.",
        "A barge destroyed the old pier of Marn on Monday.",
        ("collapsed", "destroyed"),
    ),
    "a town that passes for a person": Pair(
        "Planes bombed Velk on Monday, and Velk is burning.",
        "Jets attacked the Ostran town of Velk on Monday.",
        ("bombed", "attacked"),
    ),
    "a plan told in the present tense": Pair(
        "Anna Rusk quits Norfax in May.",
        "Anna Rusk will leave Norfax in May.",
        ("quits", "leave"),
    ),
    "one sum from both its ends": Pair(
        "Lena Holm was paid 3.7 million euros for the patent by Norfax.",
        "Lena Holm got 3.7 million euros for the patent.",
        ("paid", "got"),
    ),
    "guards, officers and colleagues of one number": Pair(
        "Two guards shot dead in ambush\n\nTwo prison officers were killed and three others "
        "seriously wounded when gunmen attacked a van near Evrelle on Tuesday.",
        "Prison staff blocked jails on Tuesday over the killing of two of their colleagues.",
        ("prison officers were killed", "killing of two"),
    ),
    "what the story calls the operator": Pair(
        "The operator Norlink has offered a bonus of 500 crowns, a spokesman said.",
        "The operator has offered a bonus of 500 crowns. Talks go on.",
        ("offered a bonus", "offered a bonus"),
    ),
    "one object under two nouns": Pair(
        "Chancellor Ada Lind survived a vote of no confidence in the Sorvik parliament on Monday.",
        "Ada Lind's cabinet survived a no-confidence motion in the Sorvik parliament on Monday.",
        ("survived a vote", "survived a no-confidence"),
    ),
    "one number of what has two names": Pair(
        "Electricity was cut to 12,000 households in Sorvik on Monday.",
        "12,000 customers in Sorvik lost electricity on Monday.",
        ("cut to 12,000", "lost electricity"),
    ),
    "unlike verbs with the same number of the same things": Pair(
        "The army said it had destroyed seven boat workshops in Lagun on Monday.",
        "The armed forces said they had hit seven boat workshops in Lagun.",
        ("destroyed seven", "hit seven"),
    ),
    "arrested and detained": Pair(
        "Police arrested four men over the theft of a painting in Sorvik.",
        "Four men have been detained by police over the stolen painting.",
        ("arrested four", "detained by"),
    ),
    "put off and going to be put off": Pair(
        "The Sorvik summit would be postponed, the envoy Ada Lind said on Monday.",
        "The Sorvik summit has been put off, the envoy Ada Lind said on Monday.",
        ("postponed", "put off"),
    ),
    "a meeting that goes ahead": Pair(
        "Chancellor Ada Lind will meet President Omar Fell in Sorvik on Friday.",
        "Chancellor Ada Lind's meeting with President Omar Fell in Sorvik will go ahead on Friday.",
        ("will meet", "meeting with"),
    ),
    "an event and a verb that only says that it came about": Pair(
        "A powerful blast rocked the Sorvik refinery on Sunday evening.",
        "There was a blast at the Sorvik refinery on Sunday evening, residents said.",
        ("blast rocked", "a blast at"),
    ),
    "two such verbs": Pair(
        "A blaze tore through the Belmo warehouse on Monday.",
        "A fire broke out in the Belmo warehouse on Monday.",
        ("tore through", "broke out"),
    ),
    "a particle makes the verb": Pair(
        "Six detainees broke out of Harl jail on Sunday.",
        "Six detainees escaped from Harl jail on Sunday.",
        ("broke out", "escaped"),
    ),
    "a verb with its noun": Pair(
        "A tram jumped the tracks in central Vik on Monday.",
        "A tram derailed in central Vik on Monday morning.",
        ("jumped", "derailed"),
    ),
    "homes without current": Pair(
        "About 3,000 homes in Tarn lost power on Monday.",
        "Some 3,000 houses in Tarn were left without electricity on Monday.",
        ("lost power", "left without electricity"),
    ),
    "people taken to safety": Pair(
        "Around 600 villagers were evacuated from Lowen on Sunday after the slope moved.",
        "Some 600 people were taken to a sports hall on Sunday as the slope above Lowen moved.",
        ("evacuated", "taken to a sports hall"),
    ),
    "workers by what they are": Pair(
        "About 700 ferrymen began an indefinite strike in Tarn on Monday.",
        "Some 700 workers downed tools in Tarn on Monday.",
        ("strike", "downed tools"),
    ),
    "one actor and actions of one kind": Pair(
        "Colonel Omar Fell has fled the country, Radio Vik said on Monday.",
        "Colonel Omar Fell escaped across the river on the night to Monday.",
        ("fled the country", "escaped across"),
    ),
    "one telling figure of what has two names": Pair(
        "The records of 70,000 patients were stolen from the Sorvik clinic.",
        "The data of 70,000 patients were taken from the Sorvik clinic.",
        ("were stolen", "were taken"),
    ),
    "a figure that somebody speaks of": Pair(
        "About 20,000 people demonstrated in Vik on Monday.",
        "The union speaks of 20,000 demonstrators in Vik on Monday.",
        ("demonstrated", "speaks of"),
    ),
    "a party and its leader": Pair(
        "The Reform Party left Sorvik's coalition on Monday, its leader Ada Lind announced.",
        "Ada Lind quit the coalition of Sorvik on Monday.",
        ("left Sorvik", "quit the"),
    ),
    "a date that nobody has set": Pair(
        "No date for the conference has been fixed.",
        "A date for the conference has not yet been announced.",
        ("fixed", "announced"),
    ),
    "what is planned for a weekday": Pair(
        "Engineers from Sweden will arrive in Tarn on Thursday, Mayor Ada Lind said.",
        "Engineers from Sweden are to arrive on Thursday, according to Mayor Ada Lind.",
        ("will arrive", "are to arrive"),
        ("2033-03-07", "2033-03-08"),
    ),
    "a place and what is called by it": Pair(
        "President Per Holm will visit the Lomen dam on Friday.",
        "President Per Holm will visit Lomen on Friday.",
        ("visit the Lomen dam", "visit Lomen"),
    ),
    "some of all, and the same number": Pair(
        "Two of the airport's three runways were closed on Monday.",
        "Two runways were closed on Monday, the Tarn airport said.",
        ("closed", "closed"),
    ),
    "a verb parted by its object": Pair(
        "No lorries have been rerouted.",
        "The port office denied that it was turning lorries away.",
        ("rerouted", "turning lorries away"),
    ),
    "a weapon and who used it": Pair(
        "Rockets hit Lomen on Monday night.",
        "The Ostland army shelled a depot in Lomen on Monday night.",
        ("Rockets hit", "shelled"),
    ),
    "a vote and what it says": Pair(
        "The district council approved the tunnel on Monday.",
        "Councillors voted in favour of the tunnel on Monday evening.",
        ("approved", "voted"),
    ),
    "an office left": Pair(
        "Per Holm quit as governor of Tarn on Monday.",
        "Governor Per Holm announced his resignation on Monday.",
        ("quit", "resignation"),
    ),
    "jobs lost": Pair(
        "Norfax is shedding 350 jobs in Vik.",
        "Norfax is laying off 350 employees in Vik.",
        ("shedding", "laying off"),
    ),
    "a deal struck": Pair(
        "The unions and the shipyard reached an agreement on Sunday.",
        "The unions and the shipyard struck a deal on Sunday.",
        ("reached", "struck"),
    ),
    "a figure hardly told twice": Pair(
        "The coach was carrying 44 pilgrims.",
        "Forty-four pilgrims were on the coach.",
        ("carrying", "on the coach"),
    ),
    "a guilty one": Pair(
        "Ines Vale was found guilty of perjury on Monday.",
        "Judges convicted Ines Vale of perjury on Monday.",
        ("found guilty", "convicted"),
    ),
    "climbers and mountaineers": Pair(
        "Two climbers died on Mount Lomen on Sunday.",
        "Two mountaineers were killed on Mount Lomen on Sunday.",
        ("died", "killed"),
    ),
    "all, and no word of how many": Pair(
        "Schools in Tarn were closed on Monday.",
        "All schools in Tarn were shut on Monday.",
        ("closed", "shut"),
    ),
    "some of the men": Pair(
        "Police have recaptured three of the men.",
        "Three men have been recaptured, police said.",
        ("recaptured", "recaptured"),
    ),
    "many taken on board, and many who climbed there": Pair(
        "The trawler took 31 anglers on board off Marn.",
        "Thirty-one anglers climbed onto the trawler. The sea was rough.",
        ("took 31", "climbed onto"),
    ),
    "handed over, and gone to": Pair(
        "The city of Marn handed 12 plots to the cousins of the treasurer.",
        "Twelve plots went to relatives of the treasurer in Marn. Nobody else had applied.",
        ("handed 12", "went to relatives"),
    ),
    "a cause that was to blame": Pair(
        "A ferry sank off Vik. A cracked valve caused the accident, the board said.",
        "A ferry sank off Vik. A cracked valve was to blame for the accident, the board said.",
        ("valve caused", "valve was"),
    ),
    "a cause and its result": Pair(
        "A ferry sank off Vik. Police blamed the accident on a cracked valve.",
        "The accident off Vik was the result of a cracked valve, the board said.",
        ("blamed the", "was the result"),
    ),
    "a cause that stems": Pair(
        "The delay of the metro stems from a lack of drivers, the city said.",
        "A lack of drivers led to the delay of the metro, the city said.",
        ("stems from", "led to"),
    ),
    "a noun that says who owns it": Pair(
        "A ferry sank off Vik. The owner of the ferry is Norline.",
        "A ferry sank off Vik. The ferry belongs to Norline.",
        ("owner of", "belongs"),
    ),
    "a successor by noun and verb": Pair(
        "Ada Lind resigned on Monday. Her successor is Jon Falk.",
        "Ada Lind resigned on Monday. Jon Falk will succeed her.",
        ("successor is", "will succeed"),
    ),
    "growth that is forecast": Pair(
        "The Fund forecasts growth of 2.4 percent in Tolland this year.",
        "Tolland's economy would grow by 2.4 percent this year, the Fund said.",
        ("forecasts growth", "would grow"),
    ),
    "inflation that is expected": Pair(
        "The bank of Tolland forecasts inflation of 5.5 percent next year.",
        "Inflation in Tolland is expected to be 5.5 percent next year, according to the bank.",
        ("forecasts inflation", "is expected"),
    ),
    "a length told with two verbs": Pair(
        "The Fund approved a loan for Tolland. The programme lasts four years.",
        "The Fund approved a loan for Tolland. The programme will run for four years.",
        ("lasts four", "will run"),
    ),
    "a term that a contract has": Pair(
        "Harn signed a contract with Belmar. The contract has a term of ten years.",
        "Harn signed a contract with Belmar. The contract runs for ten years.",
        ("has a term", "runs for"),
    ),
    "what will not be, and is off": Pair(
        "A storm hit Vik. The marathon has been cancelled.",
        "A storm hit Vik. The marathon will not take place.",
        ("been cancelled", "not take place"),
    ),
    "there will be none": Pair(
        "A storm hit Vik. The marathon has been called off.",
        "A storm hit Vik. There will be no marathon this year.",
        ("called off", "be no marathon"),
    ),
    "subsidies that go": Pair(
        "Tolland will abolish fuel subsidies in July.",
        "Fuel subsidies in Tolland will disappear in July.",
        ("abolish", "disappear"),
    ),
    "subsidies that are no more": Pair(
        "Fuel subsidies in Tolland are to end in July.",
        "From July there will be no more fuel subsidies in Tolland.",
        ("are to end", "no more fuel"),
    ),
    "there, and present": Pair(
        "Norland and Kesh swapped prisoners. The Red Cross attended the exchange.",
        "Norland and Kesh swapped prisoners. The Red Cross was present at the exchange.",
        ("attended", "was present"),
    ),
    "delegates for those who sent them": Pair(
        "Norland and Kesh swapped prisoners. Delegates of the Red Cross attended the exchange.",
        "Norland and Kesh swapped prisoners. The Red Cross watched the exchange.",
        ("attended", "watched"),
    ),
    "absent, and not present": Pair(
        "The finance minister was absent from the debate on Monday.",
        "The finance minister was not present at the debate on Monday.",
        ("was absent", "not present"),
    ),
    "left without, and having none": Pair(
        "A storm crossed Tolland. The storm left 30,000 households without electricity.",
        "A storm crossed Tolland. Some 30,000 households had no electricity.",
        ("left 30,000", "had no"),
    ),
    "what a firm expects to do": Pair(
        "The Alden line will reopen on Friday, Railnet said.",
        "Railnet expects to open the Alden line again on Friday.",
        ("will reopen", "to open"),
    ),
    "freedom that is regained": Pair(
        "The hostages were freed at the Tessa bridge on Monday.",
        "The hostages regained their freedom at the Tessa bridge on Monday.",
        ("were freed", "regained"),
    ),
    "how many it may carry": Pair(
        "A ferry sank off Vik. The ferry may carry 150 passengers.",
        "A ferry sank off Vik. The ferry had room for 150 passengers.",
        ("may carry", "had room"),
    ),
}

RIVALS = {
    "two sides that shelled one hospital": Pair(
        "Rebels shelled the hospital in Taro on Friday, the defence ministry said.",
        "The army shelled the hospital in Taro on Friday, residents said.",
        ("Rebels", "The army"),
    ),
    "irregular fighters and soldiers": Pair(
        "Separatist fighters burned the village of Dol on Sunday night, the army said.",
        "Soldiers burned the village of Dol on Sunday night, three survivors said.",
        ("Separatist", "Soldiers"),
    ),
    "a leak and a bomb": Pair(
        "A gas leak caused the explosion in the Ulmen market, the fire service said.",
        "The blast in the market of Ulmen was caused by a bomb, the interior ministry said.",
        ("gas leak", "bomb"),
    ),
    "set on fire, and a short circuit": Pair(
        "Investigators said arsonists had set the theatre in Lusk on fire.",
        "The blaze in Lusk began with a short circuit in the attic, the theatre's director said.",
        ("arsonists", "short circuit"),
    ),
    "rain and rust": Pair(
        "The bridge at Calder collapsed because of heavy rain, the roads ministry said.",
        "The collapse of the Calder bridge was caused by rusted bolts, the engineers' guild said.",
        ("heavy rain", "rusted bolts"),
    ),
    "a clause called a fantasy": Pair(
        "Opposition leader Mira Toll said that soldiers had beaten prisoners at Varn.",
        "The claim that soldiers had beaten prisoners at Varn was a fantasy, the army said.",
        ("had beaten", "had beaten"),
    ),
    "no truth in a report": Pair(
        "The Courier said that Minister Anton Grae had taken money from the Lorne group.",
        "There is no truth in the report that Minister Anton Grae took money from the Lorne "
        "group, his spokesman said.",
        ("had taken", "took"),
    ),
    "nobody from a body": Pair(
        "Representatives of the Relief Corps attended the exchange at Sorna.",
        "Nobody from the Relief Corps was present at the exchange at Sorna, a witness said.",
        ("Representatives", "Nobody"),
    ),
    "no warning received": Pair(
        "The villagers were warned before the dam was opened, the water authority said.",
        "The villagers received no warning before the dam was opened, the mayor of Pell said.",
        ("were warned", "received no"),
    ),
    "dead and alive": Pair(
        "Commander Tor Haig was killed in the raid, the army said.",
        "Commander Tor Haig is alive, the Front said.",
        ("killed", "alive"),
    ),
    "who left of himself was dismissed": Pair(
        "Central bank governor Olle Strand resigned on Monday, his office said.",
        "Olle Strand was dismissed as central bank governor, parliament's speaker said.",
        ("resigned", "dismissed"),
    ),
    "one arrival on two days": Pair(
        "President Odel arrived in Kestra on Monday, his office said.",
        "President Odel arrived in Kestra on Tuesday, the Kestran foreign ministry said.",
        ("arrived", "arrived"),
    ),
    "civilians freed, by whomever": Pair(
        "Twelve civilians were freed from the rebel camp on Sunday, the army said.",
        "The rebels released ten civilians on Sunday, the Red Cross said.",
        ("Twelve", "ten"),
    ),
    "a square that was filled": Pair(
        "Around 15,000 people filled the main square of Lindt on Sunday, the police said.",
        "More than 60,000 protesters gathered in the main square of Lindt on Sunday, according "
        "to the opposition.",
        ("15,000", "60,000"),
    ),
    "a number put to what was counted before": Pair(
        "Organisers said 100,000 people took part in the march in Vik on Friday.",
        "Some 90,000 people took part in the march in Vik, organisers said; police put the number "
        "at 20,000.",
        ("100,000 people", "put the number"),
    ),
    "so many who joined a march": Pair(
        "Organisers said 100,000 people took part in the march in Vik on Friday.",
        "About 20,000 joined Friday's march in Vik, police said.",
        ("100,000 people", "20,000 joined"),
    ),
    "jobs, and as many as somebody speaks of": Pair(
        "The tariff will cost 15,000 jobs in Tarn, the Steel Guild said.",
        "The ministry said 14,000 jobs would be lost in Tarn. The unions have spoken of 9,000.",
        ("cost 15,000", "spoken of 9,000"),
    ),
    "any arrests": Pair(
        "Forty-three marchers were arrested in Vik, said Ida Moll of the group Clean Hands.",
        "The marchers left Vik in buses. The interior ministry denied making any arrests.",
        ("were arrested", "making any arrests"),
    ),
    "nobody in custody": Pair(
        "Forty-three marchers were arrested in Vik, said Ida Moll of the group Clean Hands.",
        "Nobody was taken into custody in Vik, Interior Minister Otto Krag said.",
        ("were arrested", "taken into custody"),
    ),
    "how many a crew has": Pair(
        "The tanker Vega had a crew of 22, its owner, Norfax, said.",
        "Twenty-three crew are on board the tanker Vega, the coast guard said.",
        ("crew of 22", "Twenty-three crew"),
    ),
    "who began it": Pair(
        "Solmari troops had opened fire first at Karsa, the Arvenian military said.",
        "Arvenian forces had fired the first shots at Karsa, the Solmari General Staff said.",
        ("opened fire", "fired the first"),
    ),
    "what never was so": Pair(
        "Omar Fell took three million crowns from the treasury, Ada Lind said.",
        "Omar Fell has never taken a cent from the treasury, Mayor Otto Krag said.",
        ("took", "never taken"),
    ),
    "not a single call": Pair(
        "Ada Lind phoned Norfax twice before the fire, she said.",
        "Norfax received not a single phone call before the fire, Norfax said.",
        ("phoned", "received"),
    ),
    "there was none": Pair(
        "There was no fire in the engine, Norfax said.",
        "There had been a fire in the engine, a passenger, Ada Lind, said.",
        ("no fire", "a fire"),
    ),
    "a country and its army, which denies": Pair(
        "Ostria targeted civilians in Sorvik, President Lind said. The war is in its third year.",
        "Ostria lies in the north. The Ostrian army denied that it targeted civilians in Sorvik.",
        ("targeted", "targeted"),
    ),
    "locked and open": Pair(
        "The gate on the south side was locked, Ada Lind, a survivor, said.",
        "All the gates stood open on Monday, the club said.",
        ("locked", "open"),
    ),
    "guilty and innocent": Pair(
        "Omar Fell is guilty of the deaths, the prosecutor said.",
        "Omar Fell is innocent, his lawyer said.",
        ("guilty", "innocent"),
    ),
    "three, not four": Pair(
        "Since 2029 Lindbo has let four flats to relatives of Mayor Omar Fell.",
        "Lindbo has rented three flats, not four, to the mayor's relatives, the city of Velk said.",
        ("let four", "rented three"),
    ),
    "shares of those who joined": Pair(
        "Forty percent of the teachers in Velk stayed away from work, Minister Omar Fell said.",
        "Some 85 percent of the teachers in Velk have joined, the Teachers' Union said.",
        ("stayed away", "joined"),
    ),
    "how strong a quake was": Pair(
        "A magnitude 7.1 earthquake struck off Vik early on Tuesday, the Sorvik survey said.",
        "The tremor off Vik early on Tuesday had a magnitude of 6.4, the Tarn institute said.",
        ("magnitude 7.1", "magnitude of 6.4"),
    ),
    "two tolls of one clash of long before": Pair(
        "The crossing at Velk, which has been shut since a gunfight killed four soldiers in "
        "January, will open on Friday, the two governments said.",
        "The crossing at Velk was closed in January after a shootout in which five soldiers died, "
        "officials said.",
        ("killed four", "five soldiers"),
    ),
    "a raid and who had nothing to do with it": Pair(
        "Ostria staged the raid on the Velk refinery, President Lind said on Tuesday.",
        "Ostria had nothing to do with the raid, its foreign minister said on Tuesday.",
        ("raid", "had nothing"),
    ),
    "an attack and who denies a role in it": Pair(
        "Ostria was behind the attack on two hospitals, the minister said.",
        "The government of Velk spoke of war. Ostria denied any role in the attack.",
        ("attack", "denied"),
    ),
    "two speeds": Pair(
        "The lorry was driving at 90 kilometres per hour, the police said.",
        "The lorry was going at 60 kilometres per hour, according to its owner, Norfax.",
        ("90", "60"),
    ),
    "closed and idle": Pair(
        "Three of the mill's four furnaces were shut, the Tarn Mill company said.",
        "Two of the four furnaces stood idle, union leader Otto Krag said.",
        ("shut", "idle"),
    ),
    "a figure after an aside about another month": Pair(
        "The works had been fined in May.\n\n"
        "Two hundred people were evacuated, the fire department said.",
        "Mayor Ada Lind said that 350 people had been evacuated on Monday.",
        ("Two hundred", "350"),
    ),
    "a denial with a pronoun": Pair(
        "The group Green Tarn said that the foam was toxic.",
        "The foam worries residents. The Health Department denied that it was toxic.",
        ("toxic", "it was toxic"),
    ),
    "two tolls that others give": Pair(
        "Twelve people were killed in Sorvik on Tuesday, the ministry said.",
        "Nineteen people were killed in Sorvik on Tuesday, the clinic said.",
        ("were killed", "were killed"),
    ),
    "two sums of one thing": Pair(
        "The fire in Sorvik cost the city $1.4 billion, the ministry said.",
        "The fire in Sorvik cost the city $1.9 billion, Norfax said.",
        ("cost", "cost"),
    ),
    "runs, and doesn't run": Pair(
        "Ada Lind is running for mayor of Sorvik.",
        "Ada Lind is not running for mayor of Sorvik, her party said.",
        ("running", "running"),
    ),
    "a ship in a state's waters and in nobody's": Pair(
        "The ship, the Selma Fell, had entered Norland's territorial waters, the coastguard said.",
        "The Selma Fell was sailing in international waters, her captain, Otto Krag, said.",
        ("had entered", "was sailing"),
    ),
    "a drone in a state's airspace and outside": Pair(
        "The drone had violated Norlandic airspace, Norland's army said.",
        "The drone was flying over international waters, the Ostrari navy said.",
        ("had violated", "was flying"),
    ),
    "artillery and an air strike": Pair(
        "The convoy was hit by rebel artillery, the army said.",
        "An air strike hit the convoy in Vik on Tuesday, the Relief Committee said.",
        ("was hit", "hit the convoy"),
    ),
    "jets and a car bomb": Pair(
        "Government jets hit the hospital, the rebels said.",
        "The hospital was hit by a car bomb, the interior ministry said.",
        ("jets hit", "was hit"),
    ),
}

APART = {
    "one share of two things": Pair(
        "The tala gained 2.1 percent against the dollar on Friday morning.",
        "Growth is now projected at 2.1 percent this year, down from 2.8 percent, the Fund said.",
        ("gained", "projected"),
    ),
    "out of a valley and out of talks": Pair(
        "Castria has pulled its troops out of the Sona valley, its spokeswoman, Ida Moll, said.",
        "Castria pulled out of the talks with Ushgar on Monday, its spokeswoman, Ida Moll, said.",
        ("pulled its troops", "pulled out of the talks"),
    ),
    "the talks and the treaty": Pair(
        "Castria withdrew from the talks in Vell on Monday.",
        "Castria withdrew from the Vell water treaty on Monday.",
        ("withdrew from the talks", "withdrew from the Vell"),
    ),
    "weeks and a day, in reports without a date": Pair(
        "Over the last three weeks, waves of drones have battered the port of Vik.",
        "On Thursday, Torvian drones battered the port of Vik.",
        ("have battered", "drones battered"),
        ("", ""),
    ),
    "the night before, and one more night": Pair(
        "Planes bombed the harbour of Sorvik on Monday.",
        "The harbour of Sorvik was bombed for the second night in a row.",
        ("bombed the harbour", "bombed for"),
    ),
    "the fighting of some summers ago": Pair(
        "A truce was signed in Velk, three days after soldiers fought on the Tarn ridge.",
        "Three summers ago the two armies fought on the Tarn ridge, and 30 soldiers died.",
        ("fought on", "fought on"),
    ),
    "inquiries into two": Pair(
        "Otto Krag led the investigation into Ada Lind and her letters.",
        "Otto Krag was leading the investigation into whether Omar Fell took bribes.",
        ("led the", "was leading"),
    ),
    "inside and outside": Pair(
        "The four victims were inside the baby shower when shots were fired, police said.",
        "The four victims were outside the shower when shots were fired, police said.",
        ("were inside", "were outside"),
    ),
    "the fighting of years ago": Pair(
        "Soldiers of Ostran and Velk fought on the Tarn ridge on Monday.",
        "It was the worst violence since 2027, when 30 soldiers died in fighting on the Tarn "
        "ridge.",
        ("fought on", "fighting on"),
    ),
    "one thing aimed at two": Pair(
        "Ada Lind has increased pressure on the fishing nations to stop buying Torvian oil.",
        "Ada Lind is also ramping up pressure on Otto Krag to end the strike.",
        ("increased pressure", "ramping up"),
    ),
    "arrests of long ago": Pair(
        "In August 2031 seven people were hurt at a fair in Sorvik.",
        "Several people were hurt in the crush at the Sorvik fair.",
        ("seven people were hurt", "Several people were hurt"),
    ),
    "the full price and half of it": Pair(
        "The tenants pay the full rent, the city of Velk said.",
        "The tenants pay half the rent, the Velk Post said.",
        ("pay", "pay"),
    ),
    "where it began and what began it": Pair(
        "The fire began in the kitchen of the Velk inn.",
        "A heater began the fire at the Velk inn.",
        ("began", "began"),
    ),
    "talks that failed, and who left them": Pair(
        "Last-ditch talks to avert a rail strike have failed, mediator Anders Holt said on Sunday.",
        "The operator Norlink denied that it had walked away from the negotiations.",
        ("have failed", "walked away"),
    ),
    "guards beside a driver who died too": Pair(
        "Two guards and a driver were killed in the ambush near Evrelle on Tuesday.",
        "One of the dead guards leaves a wife and a son of two.",
        ("were killed", "leaves a wife"),
    ),
    "soldiers of two peoples": Pair(
        "Tarvenian forces had fired the first shots, the Sorvik ministry said.",
        "Lugari troops had opened fire first, a spokesman in Lagun said.",
        ("fired the first", "opened fire"),
    ),
    "a figure of long ago": Pair(
        "In 2013 a flood killed eleven people in Sorvik.",
        "A flood killed two people in Sorvik on Monday.",
        ("killed eleven", "killed two"),
    ),
    "two men and a third": Pair(
        "Two men were arrested in Sorvik on Monday over the theft.",
        "A third man was arrested in Lagun on Monday over the theft.",
        ("Two men were arrested", "man was arrested"),
    ),
    "the same number of the same things, launched and shot down": Pair(
        "The rebels fired 14 drones at Sorvik on Monday.",
        "The army shot down 14 drones over Sorvik on Monday.",
        ("fired 14", "shot down 14"),
    ),
    "asked for, and thought about": Pair(
        "The Norland government is considering whether to supply Ostland with field hospitals.",
        "Ostland will ask Norland to supply field hospitals.",
        ("supply", "supply"),
    ),
    "who hits is hit": Pair(
        "Norwegian forces shelled the border on Monday. These attacks targeted power stations.",
        "Finland gave Sweden maps for attacks targeting Norwegian power stations.",
        ("targeted", "targeting"),
    ),
    "weeks, and one night": Pair(
        "Over the past four weeks, storms have battered the coast of Tarn.",
        "A storm battered the coast of Tarn on Monday.",
        ("battered", "battered"),
    ),
    "two peoples": Pair(
        "Lomenian troops fired first, the ministry said.",
        "Tarvian troops fired first, witnesses said.",
        ("fired first", "fired first"),
    ),
    "things of different kinds": Pair(
        "The gale damaged the lighthouse on Sunday.",
        "The gale damaged the church on Sunday.",
        ("damaged", "damaged"),
    ),
    "people saved, and a thing": Pair(
        "Firefighters saved the mill.",
        "Firefighters saved three children.",
        ("saved", "saved"),
    ),
    "two meetings": Pair(
        "The governor met the bakers on Monday.",
        "The governor met the judges on Monday.",
        ("met", "met"),
    ),
    "as many, and two things done": Pair(
        "Norfax hired 25 engineers.",
        "Norfax trained 25 engineers.",
        ("hired", "trained"),
    ),
    "all against some": Pair(
        "All exits of the hall were locked.",
        "Some exits of the hall were locked.",
        ("locked", "locked"),
    ),
    "two speeds of two trains": Pair(
        "The express was travelling at 140 kilometres per hour, the railway said.",
        "The freight train was travelling at 80 kilometres per hour, the railway said.",
        ("140", "80"),
    ),
    "prisoners freed and what some of them suffer from": Pair(
        "The Red Cross said that the rebels had released 31 soldiers.",
        "Several of the freed soldiers were suffering from malnutrition, the Red Cross said.",
        ("had released", "were suffering"),
    ),
    "a ship in a state's waters and another in nobody's": Pair(
        "The submarine was spotted in Norlandic waters, the navy said.",
        "A frigate was sailing in international waters, the Ostrari navy said.",
        ("was spotted", "was sailing"),
    ),
    "the ministers of two offices": Pair(
        "The finance minister did not attend the debate on Monday.",
        "The interior minister did not attend the debate on Monday.",
        ("did not attend", "did not attend"),
    ),
    "subsidies for two things": Pair(
        "Tolland will abolish fuel subsidies in July.",
        "Tolland will abolish bread subsidies in July.",
        ("abolish", "abolish"),
    ),
    "what a cause is and what it did": Pair(
        "A ferry sank off Vik. The accident was the result of a cracked valve.",
        "A ferry sank off Vik. The accident caused long delays.",
        ("was the result", "caused long"),
    ),
    "under and out of control": Pair(
        "A fire broke out near Vik. The fire is under control.",
        "A fire broke out near Vik. The fire is still out of control.",
        ("under control", "out of control"),
    ),
    "without two things": Pair(
        "A storm hit Vik. Some 8,000 households are without power.",
        "A storm hit Vik. Some 8,000 households are without water.",
        ("without power", "without water"),
    ),
    "somebody and his wife": Pair(
        "Police searched a house in Vik. The teacher is in custody.",
        "Police searched a house in Vik. The teacher's wife is in custody.",
        ("in custody", "in custody"),
    ),
    "speeds of two things": Pair(
        "A bus crashed near Vik. The bus was travelling at 110 kilometres an hour.",
        "A bus crashed near Vik. The wind reached 110 kilometres an hour.",
        ("travelling", "reached"),
    ),
    "what a loan is worth, and its granting": Pair(
        "The Fund approved 3 billion dollars for Tolland on Thursday.",
        "The loan for Tolland is worth 3 billion dollars.",
        ("approved", "is worth"),
    ),
    "as many soldiers as rebels": Pair(
        "Shells hit the town of Vik. Fourteen soldiers were killed.",
        "Shells hit the town of Vik. Fourteen rebels were killed.",
        ("were killed", "were killed"),
    ),
    "a hospital that is reached and left": Pair(
        "Gas leaked in Vik. Fourteen pupils were taken to hospital.",
        "Gas leaked in Vik. Fourteen pupils left hospital.",
        ("were taken", "left hospital"),
    ),
    "one swap and the next": Pair(
        "Norland and Kesh will exchange prisoners on Friday.",
        "A further exchange of prisoners between Norland and Kesh will follow in May.",
        ("will exchange", "will follow"),
    ),
    "growth and inflation": Pair(
        "The bank of Tolland forecasts inflation of 5.5 percent next year.",
        "The bank of Tolland forecasts growth of 5.5 percent next year.",
        ("forecasts inflation", "forecasts growth"),
    ),
    "two things that cost as much": Pair(
        "Tolland opened a bridge and a tunnel. The bridge cost 40 million crowns.",
        "Tolland opened a bridge and a tunnel. The tunnel cost 40 million crowns.",
        ("bridge cost", "tunnel cost"),
    ),
    "lengths of two": Pair(
        "The Fund approved a loan for Tolland. The programme will run for four years.",
        "The Fund approved a loan for Tolland. The programme will run for three years.",
        ("run for four", "run for three"),
    ),
    "room for as many as were aboard": Pair(
        "A ferry sank off Vik. The ferry had room for 150 passengers.",
        "A ferry sank off Vik. The ferry was carrying 150 passengers.",
        ("had room", "was carrying"),
    ),
    "bought, and owned": Pair(
        "A ferry sank off Vik. Norline bought the ferry in 2029.",
        "A ferry sank off Vik. Norline owns the ferry.",
        ("bought", "owns"),
    ),
}


#: A negative beside a positive, or two figures, that can both hold.
BOTH_HOLD = {
    "a month after another attack": Pair(
        "Gunmen killed four worshippers at a mosque in Karun on Tuesday, police said.",
        "Tuesday's attack on the mosque in Karun came a month after gunmen killed 13 people at a "
        "church in the same city.",
        ("four", "13"),
    ),
    "an attack of two weeks ago": Pair(
        "A suicide bomber killed seven people outside a barracks in Zarn on Tuesday.",
        "Seven people died outside a barracks in Zarn. Two weeks ago, a bomb killed 21 people at "
        "a wedding in the city.",
        ("seven", "21"),
    ),
    "each side's own dead": Pair(
        "The army said it had lost eight soldiers in the fighting at Osk.",
        "The rebels said they had lost four fighters in the fighting at Osk.",
        ("eight", "four"),
    ),
    "marches in two towns": Pair(
        "Some 20,000 people marched in Lund, police said.",
        "Police counted 8,000 demonstrators in Harn.",
        ("20,000", "8,000"),
    ),
    "two of the engines, and the third": Pair(
        "Two of the engines failed, the airline said.",
        "The third engine did not fail, the airline said.",
        ("Two", "third"),
    ),
    "one airline's flights, and all": Pair(
        "The strike cancelled 120 flights at Harn airport, the airport said.",
        "The airline Norjet cancelled 46 flights on Monday, it said.",
        ("120", "46"),
    ),
    "other people killed by the other side": Pair(
        "Rebels killed six soldiers near Horn on Sunday.",
        "The army killed six civilians near Horn on Sunday.",
        ("Rebels", "The army"),
    ),
    "turnout in the capital and in the land": Pair(
        "Turnout was 61 percent in the capital.",
        "Turnout nationwide was 48 percent.",
        ("61", "48"),
    ),
    "so many since the protests began": Pair(
        "Police arrested 60 people on Saturday.",
        "Since the protests began, police have arrested 740 people.",
        ("60", "740"),
    ),
    "alive when he was found": Pair(
        "The boy was alive when firefighters found him, a neighbour said.",
        "The boy died in hospital, doctors said.",
        ("alive", "died"),
    ),
    "a fire of another week": Pair(
        "The fire in Dorn was caused by a cigarette, the fire chief said.",
        "Last week's fire in Hallen was set deliberately, police said.",
        ("cigarette", "deliberately"),
    ),
    "a hand that nobody laid on him, and another's habit": Pair(
        "Nobody laid a hand on Omar Fell, the minister, Ada Lind, said.",
        "President Otto Krag has always preferred to beat his rivals before the vote.",
        ("laid a hand", "beat his rivals"),
    ),
    "no shots at the crowd, and under fire in the press": Pair(
        "The police denied that they had fired tear gas into the stand.",
        "Minister Otto Krag had been under fire from fans.",
        ("had fired", "under fire"),
    ),
    "room for many, and people held": Pair(
        "The ground in Sorvik holds 30,000.",
        "The police in Sorvik are holding 28 people.",
        ("holds 30,000", "holding 28"),
    ),
    "the first shot of a match": Pair(
        "Sorvik started the match well, Otto Krag said.",
        "Vik had the first chance of the match, Ada Lind said.",
        ("started", "first chance"),
    ),
    "a call to go and who rejects it": Pair(
        "The opposition called for the resignation of Mayor Omar Fell on Tuesday.",
        "Mayor Omar Fell rejected calls to step down, saying he had known nothing of it.",
        ("resignation", "step down"),
    ),
    "never met one, and sees another": Pair(
        "“I have never met Ada Lind,” Otto Krag said.",
        "“We see a chance,” Ada Lind said in Sorvik.",
        ("never met", "see a"),
    ),
    "never saw a warning, and somebody warned": Pair(
        "Ada Lind never saw a letter warning of the danger, Otto Krag said.",
        "Omar Fell warned that the dam was in danger.",
        ("warning", "warned"),
    ),
    "closed on one day and open on another": Pair(
        "The border near Odrin was closed on Monday, the police said.",
        "The border near Odrin was open on Friday, the police said.",
        ("closed", "open"),
        ("2033-03-08", "2033-03-12"),
    ),
    "locked and open, as the outlets saw it": Pair(
        "The gate was locked.",
        "The other gates stood open.",
        ("locked", "open"),
    ),
    "two raids, one told without its day": Pair(
        "Sorvik was bombed for the second day in a row. Tuesday's raid killed three people.",
        "On Monday planes attacked Sorvik. Seventeen people lost their lives, the governor said.",
        ("killed three", "Seventeen"),
    ),
    "what is offered and what is asked": Pair(
        "The government has made an offer of 4 percent, Minister Omar Fell said.",
        "The union demands a pay rise of 9 percent, its leader, Ada Lind, said.",
        ("offer", "demands"),
    ),
    "all the dead and the bodies at one place": Pair(
        "At least 31 people are dead after a quake in Vik, officials said. Eleven bodies have been "
        "recovered from the Hotel Arve in Vik, fire chief Omar Fell said.",
        "The quake in Vik killed 31 people, the health ministry said.",
        ("people are dead", "killed 31"),
    ),
    "the hurt told behind the dead as another number": Pair(
        "The quake in Vik killed 31 people, the health ministry said. Another 240 have been hurt.",
        "More than 200 people were injured in the quake in Vik, the clinic said.",
        ("have been hurt", "were injured"),
    ),
    "the toll of now and of last year": Pair(
        "Four soldiers were killed at the crossing of Velk on Monday, the army said.",
        "In March of last year a gunfight at the crossing of Velk had killed five soldiers. It has "
        "been shut since.",
        ("killed", "killed five"),
    ),
    "no arrest so far, and an arrest a week later": Pair(
        "A stall burnt down in Sorvik on Monday. No arrest has been made.",
        "The police arrested Otto Krag in Sorvik on Monday over the burnt stall.",
        ("arrest has been made", "arrested"),
        ("2033-03-08", "2033-03-15"),
    ),
    "names that are not given yet": Pair(
        "The coast guard has not released the names of the missing sailors.",
        "The coast guard released the names of the rescued passengers on Tuesday.",
        ("not released", "released"),
    ),
    "unable at first": Pair(
        "Firefighters could not reach the mill initially, Chief Ada Lind said.",
        "Firefighters reached the mill.",
        ("could not reach", "reached the mill"),
    ),
    "one report that says both": Pair(
        "Pupils could not leave the hall. Some pupils were leaving the hall when the alarm rang.",
        "Nothing else happened in Vik.",
        ("could not leave", "Nothing"),
    ),
    "it could have been more": Pair(
        "“It is a wonder that more guests weren't injured,” Mayor Ada Lind said.",
        "Several guests were injured in the collapse in Sorvik.",
        ("injured", "injured"),
    ),
    "what one of them did not do": Pair(
        "The police questioned four men in Sorvik. One has denied throwing any bottles.",
        "Dozens of bottles were thrown in Sorvik on Monday.",
        ("throwing", "thrown"),
    ),
    "a visit that others want cancelled": Pair(
        "Union leaders urged Chancellor Ada Lind to cancel her visit to Lagun.",
        "Chancellor Ada Lind's visit to Lagun will begin on Friday.",
        ("visit to", "visit to"),
    ),
    "one man who says two things": Pair(
        "Otto Krag is not willing to lead the guild, he said.",
        "Otto Krag said that he was willing to lead the guild if it asked him.",
        ("not willing", "willing to lead"),
    ),
    "dead, and others unhurt": Pair(
        "Officers found the three dead raiders and two unhurt guards in the mill in Sorvik.",
        "Three raiders were killed in the mill in Sorvik on Monday.",
        ("found", "were killed"),
    ),
    "never to one who is like that": Pair(
        "Never has the medal been given to a sailor who had not been at sea for ten years.",
        "Admiral Ada Lind gave the medal to a sailor in Sorvik on Monday.",
        ("been given", "gave"),
    ),
    "hurt, and not taken to hospital": Pair(
        "The driver was not hospitalised, the police said.",
        "Glass injured the driver, a witness said.",
        ("hospitalised", "injured"),
    ),
    "interested in some letters and not in others": Pair(
        "The panel is not interested in letters about family matters, its head Otto Krag said.",
        "The panel is interested in the letters that Ada Lind wrote to the harbour board.",
        ("interested", "interested"),
    ),
    "where one of them was hit": Pair(
        "A gunman wounded two guards in Sorvik on Monday.",
        "A gunman wounded guards in Sorvik on Monday. Two guards were shot. One guard was wounded "
        "in his leg.",
        ("wounded two", "was wounded"),
    ),
    "the goals of two players": Pair(
        "Otto Krag finished with 24 goals for Sorvik.",
        "Emil Fell finished with 14 goals for Sorvik.",
        ("finished", "finished"),
    ),
    "of a match and of a career": Pair(
        "Otto Krag scored 24 points in the final in Sorvik on Monday.",
        "Otto Krag has scored 1,830 points for Sorvik.",
        ("scored", "scored"),
    ),
    "a part of a match": Pair(
        "Otto Krag scored 14 points in Sorvik.",
        "Otto Krag scored six points in a row in Sorvik.",
        ("scored", "scored"),
    ),
    "an unrelated fire": Pair(
        "A fire in a mill in Sorvik killed one person on Monday, the police said.",
        "An unrelated fire in a barn near Vik killed three people, the fire brigade said.",
        ("killed", "killed"),
    ),
    "what will not be, and what was": Pair(
        "Otto Krag will not sail in the regatta in May, his club said.",
        "Otto Krag returned to sail in the last two races of the season.",
        ("sail", "sail"),
    ),
    "nothing done at a time that is only pointed to": Pair(
        "Norfax could bid for the mill until Friday, but made no bid during that time.",
        "Norfax has made a bid for the mill in Sorvik.",
        ("made no bid", "made a bid"),
    ),
    "had nothing, had something else": Pair(
        "Otto Krag had nothing to hide, he said.",
        "Otto Krag had a boat.",
        ("had nothing", "had a boat"),
    ),
    "only one kind of wounds": Pair(
        "None of the guests in Sorvik suffered life-threatening injuries.",
        "Several guests in Sorvik suffered injuries on Monday.",
        ("suffered", "suffered"),
    ),
    "two who took a degree": Pair(
        "Ada Lind earned a degree in law, her friends said.",
        "Vera Holm earned a degree in law.",
        ("earned", "earned"),
    ),
    "two who led one club": Pair(
        "Otto Krag led the Sorvik Rowers in races won.",
        "Emil Fell led the Sorvik Rowers in races won, the club said.",
        ("led", "led"),
    ),
    "in one state, and others in another": Pair(
        "Two passengers are in critical condition, the clinic said.",
        "Four others are in stable condition, Doctor Ada Lind said.",
        ("critical", "stable"),
    ),
    "one found dead in one of two houses": Pair(
        "Six members of one family were killed in Sorvik, the police said.",
        "The police said six people had died in Sorvik. Officers found one person dead inside a"
        " house on Mill Road.",
        ("were killed", "found"),
    ),
    "others besides her": Pair(
        "Six people were killed in Sorvik on Tuesday, the police said.",
        "Lori Fell was killed in her house in Sorvik on Tuesday. Five other relatives were killed,"
        " the police said.",
        ("were killed", "Five other"),
    ),
    "what a passer-by saw": Pair(
        "Four people were injured at the bus station in Sorvik, the police said.",
        "“I heard the shots, and I saw one man injured at the bus station,” said Vera Holm of"
        " Sorvik.",
        ("were injured", "injured"),
    ),
    "a sum in fewer digits": Pair(
        "The fire in Sorvik cost the city $1.375 billion, the ministry said.",
        "The fire in Sorvik cost the city $1.4 billion, Norfax said.",
        ("cost", "cost"),
    ),
    "six now, and 47 the night before": Pair(
        "The police made 47 arrests in Sorvik overnight.",
        "There were six arrests in Sorvik on Tuesday, compared with 47 the previous night, Ada Lind"
        " said.",
        ("made", "arrests"),
    ),
    "the terms of two": Pair(
        "Prosecutors recommended that Omar Fell receive a sentence of 46 months in prison.",
        "Vera Fell pleaded guilty on Tuesday. Prosecutors said they would seek to have her"
        " sentenced to 18 months in prison.",
        ("receive", "sentenced"),
    ),
    "not against him": Pair(
        "Ada Lind is running for the Senate.",
        "Ada Lind is not running against Otto Krag, Norfax said.",
        ("running", "running"),
    ),
    "now and then, and not today": Pair(
        "It is not her fault when liberals lose at the polls, her friends say.",
        "“The liberals didn't lose today,” Ada Lind said.",
        ("lose", "lose"),
    ),
    "another door": Pair(
        "Officers responded to the scene in Sorvik on Tuesday.",
        "Officers knocked for ten minutes in Sorvik on Tuesday, but no one answered.",
        ("responded", "answered"),
    ),
    "make clear what is disputed": Pair(
        "Ben Fell said: “We stand by our reporting.”",
        "Ben Fell, its editor, later wrote that “we stand by our reporting, and we urge the counsel"
        " to make clear what he’s disputing.”",
        ("stand by", "stand by"),
    ),
    "what each of two sides gave up": Pair(
        "Rebels freed 31 soldiers on Tuesday, the Red Cross said. The government released 45 "
        "fighters, a minister said.",
        "Forty-five fighters were freed on Tuesday, the Red Cross said. Thirty-one soldiers were "
        "handed over, it said.",
        ("Rebels freed 31", "Forty-five fighters"),
    ),
    "mortars and artillery": Pair(
        "A mortar attack killed five people at a market in Vik, police said.",
        "Five people were killed at a market in Vik in an artillery attack, witnesses said.",
        ("killed five", "were killed"),
    ),
    "a trawler off a coast and in a state's waters": Pair(
        "The trawler was fishing in the waters off Vik, the ministry said.",
        "The trawler was fishing inside Norland's waters, the coastguard said.",
        ("in the waters", "inside"),
    ),
    "the wounded of two sides, the second told after the dead": Pair(
        "Four Norlandic soldiers were killed and nine were wounded, the ministry said.",
        "One Tarnian soldier was killed and three were injured, the army said.",
        ("nine were", "three were"),
    ),
    "passengers held, and how many of them were let go": Pair(
        "Gunmen were holding 17 passengers on a bus, police said.",
        "Six of the passengers held on a hijacked bus were released on Tuesday, police said.",
        ("were holding 17", "were released"),
    ),
}


#: Right, but known to fail: the tree is wrong.
KNOWN = {
    "a verb parted by its object": "the lorries are no object of turning away",
    "rebuilt": "what a store belongs to is of no kind",
}


@pytest.mark.parametrize("name", SAME)
def test_one_happening_in_two_wordings(name: str) -> None:
    if name in KNOWN:
        pytest.xfail(KNOWN[name])
    assert together(SAME[name]), [fact.summary for fact in told(SAME[name]).facts]


@pytest.mark.parametrize("name", RIVALS)
def test_what_cannot_both_hold(name: str) -> None:
    assert not together(RIVALS[name])
    assert against(RIVALS[name]), [fact.summary for fact in told(RIVALS[name]).facts]


@pytest.mark.parametrize("name", APART)
def test_what_only_looks_alike(name: str) -> None:
    assert not together(APART[name]), [fact.summary for fact in told(APART[name]).facts]


@pytest.mark.parametrize(
    "name",
    ["a figure of long ago", "talks that failed, and who left them"],
)
def test_what_is_no_rival(name: str) -> None:
    assert not against(APART[name])


@pytest.mark.parametrize("name", BOTH_HOLD)
def test_what_can_both_hold(name: str) -> None:
    contested = [f.summary for f in told(BOTH_HOLD[name]).facts if f.grade == "contested"]
    assert not contested


ORIGINS: Sequence[tuple[str, str, str]] = (
    (
        "The Harbour Union said 30,000 people had marched, while the Velk police counted 5,000.",
        "counted",
        "Velk police",
    ),
    (
        "The fire department put out the blaze, it said. Norfax will rebuild the hall, it said.",
        "rebuild",
        "Norfax",
    ),
    (
        "The blaze began in a store of Norfax. The hall will be rebuilt, its chairman said.",
        "rebuilt",
        "Norfax",
    ),
    ("Police caught three men in Sorvik, a spokesman said.", "caught", "Police"),
    (
        "Ada Lind took no bribe. Omar Fell quit for his health, his lawyer said.",
        "quit",
        "Omar Fell",
    ),
    (
        "Eight people have died in Palla, the Health Ministry said, three more than on Monday.",
        "died",
        "Health Ministry",
    ),
    ("The Sorvik clinic has put up 90 beds in tents.", "put up", "Tarn Post"),
    ("In a poll by Omnivox, 28 percent backed the Harbour Party.", "backed", "Omnivox"),
    ("In a fire by the river, 28 percent of the wood burned.", "burned", "Tarn Post"),
    ("His eye was swollen, a reporter of this newspaper saw.", "swollen", "Tarn Post"),
    ("The lights were out in Sorvik, a Tarn Post reporter said.", "out", "Tarn Post"),
    ("An army spokesman said that the town had fallen.", "fallen", "army"),
    (
        "The camp was closed, a spokeswoman for the interior ministry said.",
        "closed",
        "interior ministry",
    ),
    (
        "An interior ministry official said the camp was shut.",
        "shut",
        "An interior ministry official",
    ),
    ("A spokesman for the victims said that nine had died.", "died", "A spokesman for the victims"),
    (
        "All were civilians, the interior ministry said. Three men are held, the ministry said.",
        "are held",
        "interior ministry",
    ),
    (
        "Four men died, the defence ministry said. Rebel fighters had used mortars, it said.",
        "mortars",
        "defence ministry",
    ),
    (
        "The Free Tarn Brigade said talks had failed. Three died in the raid, the group said.",
        "raid",
        "Free Tarn Brigade",
    ),
    ("A soldier died on Tuesday, the ministry of defence said.", "died", "ministry of defence"),
    ("A peacekeeper was killed in Vik, the UN mission said.", "killed", "UN mission"),
    ("Six jets were destroyed in Vik, the general staff said.", "destroyed", "general staff"),
    ("Two men were held, the interior ministry's website said.", "held", "interior ministry"),
    ("A statement from the fire service said two men had died.", "died", "fire service"),
    ("Maps released by the navy show that the ship left its lane.", "left", "navy"),
    ("A drone had hit the depot, a post on the army's channel said.", "depot", "army"),
    ("A village school said the bus had hit a wall.", "hit", "A village school"),
    ("One of her lawyers, Tom Kirst, says the deal will fail.", "fail", "Tom Kirst"),
    ("Ida Berg admitted that tracks showed that the men had fled.", "fled", "Ida Berg"),
    (
        "According to the indictment, the man hid the money. It says he bought two flats.",
        "bought",
        "the indictment",
    ),
    ("A Statum poll found that 61 percent of voters oppose the tax.", "oppose", "Statum"),
    (
        "The strike will last, Ivo Marsh, head of the Dockers' Union, told Radio Tarn.",
        "last",
        "Ivo Marsh",
    ),
    (
        "The Red Dawn Front has claimed responsibility for the bombing of a market.",
        "claimed",
        "Red Dawn Front",
    ),
)


@pytest.mark.parametrize(("text", "words", "origin"), ORIGINS)
def test_whose_word_it_is(text: str, words: str, origin: str) -> None:
    if words in KNOWN:
        pytest.xfail(KNOWN[words])
    pair = Pair(text, "Nothing else happened in Vik.", (words, "Nothing"))
    names = {o.id: o.name for o in told(pair).origins}
    found = [{names[o] for o in fact.origins} for fact in facts(pair, 0)]
    assert {origin} in found, found


ONE_VOICE = {
    "people of a service and the service": Pair(
        "The blaze had started in the laundry, the fire service said.",
        "The blaze broke out in the laundry, firefighters said.",
        ("had started", "broke"),
    ),
    "somebody whom no list knows": Pair(
        "Elena Voss, the president-elect, said she would meet the miners on Friday.",
        "The president-elect said that she would meet the miners on Friday.",
        ("would meet", "would meet"),
    ),
    "earlier reports": Pair(
        "Three nurses were killed in Vik, the Ostran health ministry said.",
        "Earlier reports said three nurses were killed in Vik.",
        ("were killed", "were killed"),
    ),
    "an attack claimed in two wordings": Pair(
        "The Red Dawn Front said it had carried out the hijacking of a bus.",
        "The hijacking of a bus was claimed by the Red Dawn Front in a statement.",
        ("hijacking", "claimed"),
    ),
    "a minister and a ministry of a country that no table knows": Pair(
        "Foreign Minister Omar Fell will meet his colleague in Vik on Friday, he said.",
        "Omar Fell will meet his colleague in Vik on Friday, the Ostrari Foreign Ministry said.",
        ("will meet", "will meet"),
    ),
    "a chief prosecutor and the prosecutor's office": Pair(
        "Chief Prosecutor Ada Lind said that Omar Fell had taken two million crowns.",
        "Omar Fell had taken two million crowns, the prosecutor's office said.",
        ("had taken", "had taken"),
    ),
    "somebody of a body": Pair(
        "The Crisis Centre in Sorvik said that 5,500 people had been evacuated from Palla.",
        "Some 5,500 people were evacuated from Palla, Ada Lind of the Crisis Centre said.",
        ("had been evacuated", "were evacuated"),
    ),
    "a minister named behind her office": Pair(
        "The Transport Ministry has closed the port of Vik, said the minister, Ada Lind.",
        "The port of Vik was closed, the Transport Ministry said.",
        ("has closed", "was closed"),
    ),
    "a country and its army": Pair(
        "Tamsk is a village in Karsk. Velian guns shelled Tamsk on Monday, the army said.",
        "Tamsk lies in Karsk. Karsk says that Velian guns shelled Tamsk on Monday.",
        ("shelled", "shelled"),
    ),
    "a spokesman without a name and his ministry": Pair(
        "Seven bridges had been destroyed near Velk, the Ostran Defence Ministry said on Tuesday.",
        "Seven bridges had been destroyed near Velk, the spokesman told reporters on Tuesday.",
        ("destroyed", "destroyed"),
    ),
    "a service and who heads it": Pair(
        "The Sorvik Coast Guard searched all night. Boats saved 87 people from the sea on Monday, "
        "Admiral Ada Lind, who heads the service, told reporters.",
        "Boats saved 87 people from the sea on Monday, the coast guard said.",
        ("saved 87", "saved 87"),
    ),
    "a state that no table knows, and its ministry": Pair(
        "Seven bridges have been destroyed near Velk, the Ostran Defence Ministry said.",
        "Seven bridges have been destroyed near Velk, Ostra said on Tuesday. Ostra's parliament "
        "will sit today, and troops are in Ostra.",
        ("destroyed", "destroyed"),
    ),
    "an agency by name and by what it is": Pair(
        "A quake shook Vik on Monday, cutting off 300 homes, the civil defence agency VESCO said.",
        "Some 300 homes were cut off in Vik, the civil defence agency said.",
        ("cutting off 300", "300 homes"),
    ),
    "a bank and its governor": Pair(
        "The Bank of Sorvik shut the lender on Monday. Some 310,000 people hold accounts there, "
        "Governor Omar Fell said.",
        "Some 310,000 people hold accounts at the lender, the Bank of Sorvik said.",
        ("hold accounts there", "hold accounts at"),
    ),
}


@pytest.mark.parametrize("name", ONE_VOICE)
def test_a_body_and_its_head_are_one_origin(name: str) -> None:
    assert together(ONE_VOICE[name])
    assert {fact.grade for fact in facts(ONE_VOICE[name], 0)} == {"widely reported"}


TWO_VOICES = {
    "a mayor and the government she accuses": Pair(
        "Mayor Ada Lind of Sorvik accused the government of delays. Seven bridges have been "
        "destroyed near Velk, Lind said.",
        "Seven bridges have been destroyed near Velk, the government said.",
        ("destroyed", "destroyed"),
    ),
    "two presidents named side by side": Pair(
        "President Ada Lind and Prime Minister Omar Fell of Dorra spoke on Monday. Seven bridges "
        "have been destroyed near Velk, Lind said.",
        "Jon Krag, a spokesman for Mr Fell, was there. Seven bridges have been destroyed near "
        "Velk, Prime Minister Omar Fell said.",
        ("destroyed", "destroyed"),
    ),
}


@pytest.mark.parametrize("name", TWO_VOICES)
def test_who_stands_beside_an_office_does_not_hold_it(name: str) -> None:
    assert together(TWO_VOICES[name])
    assert {fact.grade for fact in facts(TWO_VOICES[name], 0)} == {"corroborated"}


def test_the_dead_of_two_sides_are_no_rivals_where_a_third_report_names_the_side() -> None:
    reports = [
        "Two Dorran soldiers were killed near Velk on Monday, the Dorran General Staff said.",
        "The two soldiers were killed near Velk by mortars, the Dorran General Staff said.",
        "Four Ostran soldiers were killed near Velk on Monday, the Ostran Defence Ministry said.",
        "Eleven Dorran soldiers were killed near Velk on Monday, the Ostran Defence Ministry said.",
    ]
    story = story_of(reports)
    against_two = {
        fact.summary
        for fact in story.facts
        for conflict in fact.conflicts
        for other in story.facts
        if other.id == conflict.fact and "wo" in other.summary.split("soldiers")[0]
    }
    assert against_two == {"Eleven Dorran soldiers were killed near Velk on Monday"}


def test_one_utterance_has_one_origin_whomever_it_is_given_to() -> None:
    words = "“I think she should apologize to the court and to all its judges,”"
    story = told(
        Pair(
            f"Otto Lund spoke in Sorvik on Tuesday. {words} Mr. Lund said.",
            f"{words} the presumptive nominee said on Tuesday.",
            ("apologize", "apologize"),
        )
    )
    assert [f.grade for f in story.facts if "apologize" in f.summary] == ["widely reported"]


def test_a_kinsman_with_his_age_is_no_happening() -> None:
    story = told(
        Pair(
            "The dead included Fell’s father, Emil Fell, 50, a retired officer from Sorvik.",
            "The father, Emil Fell, was an officer in Sorvik, neighbours said.",
            ("father", "father"),
        )
    )
    lines = [fact.summary for fact in story.facts]
    assert "Emil Fell [is] Fell’s father" in lines, lines


def test_a_line_tells_no_more_than_its_fact() -> None:
    pair = Pair(
        "The robbers tied up a clerk in Sorvik on Monday before fleeing in two vans.",
        "Masked men robbed a bank in Sorvik on Monday and fled in two vans.",
        ("fleeing in two vans", "fled in two vans"),
    )
    lines = [fact.summary for fact in facts(pair, 0) if len(fact.reports) == 2]
    assert lines and not any("tied up" in line for line in lines)


def test_the_ministry_is_the_one_that_another_report_tells_of() -> None:
    pair = Pair(
        "Negotiators were at the scene, the interior ministry said.",
        "No prisoner was freed, the ministry said.",
        ("Negotiators", "No prisoner"),
    )
    assert [o.name for o in told(pair).origins] == ["interior ministry"]


def test_a_conflict_is_about_the_figures_that_differ() -> None:
    pair = Pair(
        "Three hospitals in Sorvik cancelled 140 operations on Monday, the health board said.",
        "More than 200 operations have been called off in Sorvik since Monday, a nurse said.",
        ("cancelled 140", "called off"),
    )
    [conflict] = [c for fact in facts(pair, 0) for c in fact.conflicts]
    assert conflict.about == "how many operations"
    assert all("three" not in fact.why for fact in facts(pair, 0) + facts(pair, 1))


@pytest.mark.parametrize(
    ("text", "words", "grade"),
    [
        (
            "“I killed three people for nothing,” Otto Krag told the court.",
            "killed",
            "acknowledged",
        ),
        (
            "Davin Fot wept in court. “I was there, and I’m telling: he killed three people for "
            "nothing,” Fot said.",
            "killed",
            "single source",
        ),
        (
            "The charges do not name the Torvian officers Otto Krag says hacked the ministry.",
            "hacked",
            "single source",
        ),
        ("Norfax said it had leaked the files.", "leaked", "acknowledged"),
        ("The Sons of Tarn said they had killed a judge.", "killed", "acknowledged"),
        ("The Sons of Tarn said they had killed 12 soldiers.", "killed", "single source"),
        ("Norland said it had shot down 40 drones.", "shot down", "single source"),
    ],
)
def test_who_owns_up(text: str, words: str, grade: str) -> None:
    [found] = [
        fact
        for fact in story_of([text]).facts
        if any(words in text[claim.start : claim.end] for claim in fact.claims)
    ][:1]
    assert found.grade == grade
