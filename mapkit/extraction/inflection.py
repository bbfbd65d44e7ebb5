"""The forms of a verb or a noun, so that the vocabularies list each word once."""

from __future__ import annotations

import re
from functools import cache

from mapkit._resources import load_toml

# ruff: noqa: E501  # the table of endings reads better with a model on two lines
# French endings by model: (cut from the infinitive, {form: endings}); forms as in :func:`verb_forms`
_ER = {
    "inf": "er", "pres": "e ent es ons ez", "past": "a èrent ait aient ai", "part": "é ée és ées", "ing": "ant",
    "fut": "era eront erons", "cond": "erait eraient",
}  # fmt: skip
_IR = {
    "inf": "ir", "pres": "it issent issons", "past": "irent issait issaient", "part": "i ie is ies", "ing": "issant",
    "fut": "ira iront", "cond": "irait iraient",
}  # fmt: skip
_MODELS: dict[str, tuple[int, dict[str, str]]] = {
    "er": (2, _ER),
    "ir": (2, _IR),
    "prendre": (5, {"inf": "endre", "pres": "end ennent enons", "past": "it irent enait enaient", "part": "is ise ises",
                    "ing": "enant", "fut": "endra endront", "cond": "endrait endraient"}),
    "mettre": (5, {"inf": "ettre", "pres": "et ettent ettons", "past": "it irent ettait ettaient", "part": "is ise ises",
                   "ing": "ettant", "fut": "ettra ettront", "cond": "ettrait ettraient"}),
    "rendre": (2, {"inf": "re", "pres": "ent ons", "past": "it irent ait aient", "part": "u ue us ues", "ing": "ant",
                   "fut": "ra ront", "cond": "rait raient"}),
    "battre": (3, {"inf": "tre", "pres": "tent", "past": "tit tirent tait taient", "part": "tu tue tus tues",
                   "ing": "tant", "fut": "tra tront", "cond": "trait traient"}),
    "uire": (2, {"inf": "re", "pres": "t sent", "past": "sit sirent sait saient", "part": "t te ts tes", "ing": "sant",
                 "fut": "ra ront", "cond": "rait raient"}),
    "quérir": (4, {"inf": "érir", "pres": "iert ièrent", "past": "it irent érait éraient", "part": "is ise ises",
                   "ing": "érant", "fut": "erra erront", "cond": "errait erraient"}),
    "partir": (3, {"inf": "tir", "pres": "t tent", "past": "tit tirent tait taient", "part": "ti tie tis ties",
                   "ing": "tant", "fut": "tira tiront", "cond": "tirait tiraient"}),
    "tenir": (4, {"inf": "enir", "pres": "ient iennent", "past": "int inrent enait enaient", "part": "enu enue enus enues",
                  "ing": "enant", "fut": "iendra iendront", "cond": "iendrait iendraient"}),
    "fuir": (2, {"inf": "ir", "pres": "it ient", "past": "irent yait yaient", "part": "i ie is ies", "ing": "yant",
                 "fut": "ira iront", "cond": "irait iraient"}),
    "eindre": (5, {"inf": "indre", "pres": "int ignent", "past": "ignit ignirent ignait ignaient",
                   "part": "int inte ints intes", "ing": "ignant", "fut": "indra indront", "cond": "indrait indraient"}),
    "oindre": (5, {"inf": "indre", "pres": "int ignent", "past": "ignit ignirent ignait ignaient",
                   "part": "int inte ints intes", "ing": "ignant", "fut": "indra indront", "cond": "indrait indraient"}),
    "être": (4, {"inf": "être", "pres": "est sont", "past": "était étaient fut furent", "part": "été", "ing": "étant",
                 "fut": "sera seront", "cond": "serait seraient"}),
    "avoir": (5, {"inf": "avoir", "pres": "a ont", "past": "avait avaient", "part": "eu", "ing": "ayant",
                  "fut": "aura auront", "cond": "aurait auraient"}),
    "assaillir": (2, {"inf": "ir", "pres": "ent", "past": "ait aient irent it", "part": "i ie is ies", "ing": "ant",
                      "fut": "ira", "cond": "irait"}),
    "clure": (2, {"inf": "re", "pres": "t ent", "past": "t rent ait aient", "part": " e s es", "ing": "ant",
                  "fut": "ra ront", "cond": "rait raient"}),
    "ouvrir": (4, {"inf": "vrir", "pres": "vre vrent", "past": "vrit vrirent vrait vraient", "part": "vert verte verts vertes",
                   "ing": "vrant", "fut": "vrira vriront", "cond": "vrirait vriraient"}),
    "faire": (4, {"inf": "aire", "pres": "ait ont", "past": "it irent aisait aisaient", "part": "ait aite aits aites",
                  "ing": "aisant", "fut": "era eront", "cond": "erait eraient"}),
    "suivre": (3, {"inf": "vre", "pres": "t vent", "past": "vit virent vait vaient", "part": "vi vie vis vies",
                   "ing": "vant", "fut": "vra vront", "cond": "vrait vraient"}),
}  # fmt: skip


@cache
def verb_forms(lemma: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return the inflected forms of a verb.

    Parameters
    ----------
    lemma
        The infinitive, without "to" or "se".
    language
        ``"en"`` or ``"fr"``.

    Returns
    -------
    tuple of (str, str)
        Pairs of form and what it is: ``inf`` (English: also the present), ``pres``, ``past``, ``part`` (past
        participle), ``ed`` (English: past or participle alike), ``ing`` (present participle), ``fut``, ``cond``.
    """
    return _english(lemma) if language == "en" else _french(lemma)


def _english(lemma: str) -> tuple[tuple[str, str], ...]:
    own: list[str] = load_toml("vocabulary", "verbs.toml")["en"].get(lemma, "").split()
    consonant_y = re.search(r"[^aeiou]y$", lemma) is not None
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    third = f"{lemma[:-1]}ies" if consonant_y else lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", lemma) else "s")
    regular = f"{lemma[:-1]}ied" if consonant_y else f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"
    past = own[0] if own else regular
    part = own[1] if own[1:] else past
    ing = own[2] if own[2:] else f"{stem}ing"
    present = ("is", "are") if lemma == "be" else (third,)
    forms = [(lemma, "inf"), *((form, "pres") for form in present), *((form, "ing") for form in ing.split("|"))]
    for form in dict.fromkeys((*past.split("|"), *part.split("|"))):
        both = form in past.split("|") and form in part.split("|")
        forms.append((form, "ed" if both else "past" if form in past.split("|") else "part"))
    return tuple(forms)


def _french(lemma: str) -> tuple[tuple[str, str], ...]:
    model = load_toml("vocabulary", "verbs.toml")["fr"].get(lemma) or lemma[-2:]
    cut, endings = _MODELS[model]
    stem = lemma[:-cut]
    forms = [(_spelt(stem, ending), form) for form, listed in endings.items() for ending in listed.split(" ") if listed]
    if lemma.endswith("envoyer"):
        sent = lemma[:-4] + "err"  # "enverra"
        forms = [form for form in forms if form[1] not in ("fut", "cond")]
        forms += [(sent + end, "fut") for end in ("a", "ont")] + [(sent + end, "cond") for end in ("ait", "aient")]
    if lemma.endswith(("oyer", "uyer")) and not lemma.endswith("envoyer"):  # "déploiera"
        ahead = ("fut", "cond")
        forms = [(re.sub(r"yer(?=[ao])", "ier", form) if what in ahead else form, what) for form, what in forms]
    if model == "rendre":
        forms.append((stem, "pres"))  # "perd"
    if model == "battre":
        forms.append((lemma[:-3], "pres"))  # "bat"
    return tuple(dict.fromkeys(forms))


def _spelt(stem: str, ending: str) -> str:
    if stem.endswith("g") and ending[:1] in ("a", "o"):
        return f"{stem}e{ending}"  # "assiégeant"
    if stem.endswith("c") and ending[:1] in ("a", "o"):
        return f"{stem[:-1]}ç{ending}"  # "annonça"
    if re.fullmatch(r"e|ent|es", ending):
        return (
            re.sub(r"[eé](?=[^aeiouyéè]+$)", "è", stem) + ending
            if re.search(r"[eé](?:[dgvlmnr]|gn)$", stem)
            else stem + ending
        )
    return stem + ending


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Return singular and plural of a noun; what is already plural stays as it is."""
    if re.search(r"(?:s|x|z)$", lemma):
        return (lemma,)
    if re.search(r"[^aeiou]y$", lemma):
        return lemma, f"{lemma[:-1]}ies"
    if lemma.endswith(("au", "eu")):
        return lemma, f"{lemma}x"
    return lemma, lemma + ("es" if lemma.endswith(("ch", "sh")) else "s")
