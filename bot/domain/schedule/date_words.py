"""Names of days and months as people type them in some European languages, without accents."""

import re
from unicodedata import combining, normalize

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

WEEKDAYS_ELSEWHERE = tuple(
    tuple(names.split())
    for names in (
        "mo di mi do fr sa so",
        "ma di wo do vr za zo",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miercoles jueves viernes sabado domingo",
        "lunedi martedi mercoledi giovedi venerdi sabato domenica",
        "segunda terca quarta quinta sexta sabado domingo",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "mandag tisdag onsdag torsdag fredag lordag sondag",
    )
)
MONTHS_ELSEWHERE = tuple(
    tuple(names.split())
    for names in (
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janner feber maerz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        (
            "gennaio febbraio marzo aprile maggio giugno "
            "luglio agosto settembre ottobre novembre dicembre"
        ),
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "januari februari mars april maj juni juli augusti september oktober november december",
        (
            "stycznia lutego marca kwietnia maja czerwca "
            "lipca sierpnia wrzesnia pazdziernika listopada grudnia"
        ),
    )
)

NEAR = {
    **dict.fromkeys(("yesterday", "gestern", "hier", "ayer", "ieri", "ontem", "gisteren"), -1),
    **dict.fromkeys(("today", "heute", "aujourd'hui", "hoy", "oggi", "hoje", "vandaag"), 0),
    **dict.fromkeys(("tomorrow", "morgen", "demain", "manana", "domani", "amanha"), 1),
    **dict.fromkeys(("day after tomorrow", "ubermorgen", "apres-demain", "overmorgen"), 2),
}
"""Days from today."""

SHORTEST = 3
"""Fewest letters a name may be shortened to."""

APOSTROPHE = re.compile("[\u2019\u02bc`]")


def plain(text: str) -> str:
    """Return lower-case words without accents, separated by one space."""
    letters = normalize("NFD", APOSTROPHE.sub("'", text).casefold())
    return " ".join("".join(one for one in letters if not combining(one)).split())


def weekday(word: str) -> int | None:
    """Return a day of the week, 0 for Monday, by its name in any of the languages, or None."""
    return _position(word, WEEKDAYS, WEEKDAYS_ELSEWHERE)


def whole_weekday(word: str) -> int | None:
    """Do the same for English, where names may be shortened, and for whole names elsewhere."""
    found = weekday(word)
    is_name = any(word in names for names in WEEKDAYS_ELSEWHERE) and len(word) > SHORTEST
    return found if is_name else _position(word, WEEKDAYS, ())


def month(word: str) -> int | None:
    """Return a month, 1 to 12, by its name in any of the languages, or None."""
    found = _position(word, MONTHS, MONTHS_ELSEWHERE)
    return None if found is None else found + 1


def _position(
    word: str, english: tuple[str, ...], elsewhere: tuple[tuple[str, ...], ...]
) -> int | None:
    if (found := _in_one(word, english)) is not None:
        return found
    places = {place for names in elsewhere if (place := _in_one(word, names)) is not None}
    return next(iter(places)) if len(places) == 1 else None


def _in_one(word: str, names: tuple[str, ...]) -> int | None:
    if word in names:
        return names.index(word)
    found = [n for n, name in enumerate(names) if len(word) >= SHORTEST and name.startswith(word)]
    return found[0] if len(found) == 1 else None
