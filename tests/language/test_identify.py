from __future__ import annotations

import os
import subprocess
import sys

import pytest

from secondsource.language.identify import identify
from secondsource.records.report import Report

ENGLISH = (
    "A ferry with forty people on board ran aground near Port Vell on Thursday evening, the"
    " coastguard said, and all of them were brought ashore before midnight."
)
OTHERS = {
    "de": "Eine Fähre mit vierzig Menschen an Bord ist am Donnerstagabend vor dem Hafen auf Grund"
    " gelaufen, wie die Küstenwache mitteilte. Alle Fahrgäste wurden an Land gebracht.",
    "nl": "Een veerboot met veertig mensen aan boord is donderdagavond bij de haven vastgelopen,"
    " zei de kustwacht. Alle passagiers werden voor middernacht aan land gebracht.",
    "fr": "Un ferry avec quarante personnes à bord s'est échoué jeudi soir près du port, ont"
    " indiqué les garde-côtes. Tous les passagers ont été ramenés à terre avant minuit.",
    "es": "Un transbordador con cuarenta personas a bordo encalló el jueves por la noche cerca"
    " del puerto, informó la guardia costera. Todos fueron llevados a tierra.",
    "uk": "Пором із сорока людьми на борту сів на мілину в четвер увечері поблизу порту,"
    " повідомила берегова охорона. Усіх пасажирів доставили на берег до півночі.",
    "pl": "Prom z czterdziestoma osobami na pokładzie osiadł na mieliźnie w czwartek wieczorem,"
    " podała straż przybrzeżna. Wszyscy pasażerowie zostali bezpiecznie sprowadzeni na ląd.",
    "sv": "En färja med fyrtio personer ombord gick på grund på torsdagskvällen nära hamnen,"
    " uppgav kustbevakningen. Alla passagerare fördes i land före midnatt.",
    "id": "Sebuah feri dengan empat puluh orang di dalamnya kandas pada Kamis malam di dekat"
    " pelabuhan, kata penjaga pantai. Semua penumpang dibawa ke darat sebelum tengah malam.",
    "tr": "Kırk kişiyi taşıyan bir feribot perşembe akşamı limanın yakınında karaya oturdu,"
    " sahil güvenlik açıkladı. Bütün yolcular gece yarısından önce karaya çıkarıldı.",
    "ar": "جنحت عبارة على متنها أربعون شخصا مساء الخميس قرب الميناء، حسبما أعلن خفر السواحل."
    " وتم نقل جميع الركاب إلى الشاطئ قبل منتصف الليل.",
}


def test_english() -> None:
    assert identify(Report(text=ENGLISH)) == "en"
    assert identify(Report(text=ENGLISH, language="fr")) == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_never_taken_for_english(language: str) -> None:
    assert identify(Report(text=OTHERS[language])) == language
    assert identify(Report(text=OTHERS[language], title="The Harbour Post", language="en")) != "en"


def test_an_english_quotation_does_not_make_a_report_english() -> None:
    text = OTHERS["de"] + " „That is what they said,“ sagte er. " + OTHERS["de"]
    assert identify(Report(text=text)) == "de"


@pytest.mark.parametrize("text", ["Three dead.", "The quay burned.", "…", "17 / 40"])
def test_short_texts(text: str) -> None:
    assert identify(Report(text=text)) == "en"
    assert identify(Report(text=text, language="sv")) == "sv"


def test_plain_english_does_not_load_the_identifier() -> None:
    code = (
        "import sys; from secondsource.language.identify import identify;"
        "from secondsource.records.report import Report;"
        f"assert identify(Report(text={ENGLISH!r})) == 'en';"
        "assert 'py3langid' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
