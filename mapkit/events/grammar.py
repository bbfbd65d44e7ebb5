"""The patterns by which the arguments of a trigger are found, made of the word classes in ``grammar.toml``."""

from __future__ import annotations

import re

from mapkit._resources import load_toml

_WORDS: dict[str, list[str]] = load_toml("vocabulary", "grammar.toml")


def _any(*classes: str) -> str:
    words = [word for name in classes for word in _WORDS[name]]
    return "(?:" + "|".join(sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))) + ")"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_THE = r"(?:the |les |l[’']|la |le |des )?"

PASSIVE = _pattern(rf"(?<!\w){_any('auxiliaries')}\s+(?:\w+ly\s+|\w+ment\s+)?$")
# French verbs whose past is made with "être" are no passives: "se sont retirés", "sont entrés"
REFLEXIVE = _pattern(r"(?<!\w)(?:s[’']|se\s)\s*(?:\w+\s+){0,2}$")
WITH_ETRE = _pattern(_any("verbs_with_etre"))
BY = _pattern(rf"(?<!\w)(?:by|par)\s+{_THE}(?:[\w’'-]+\s+){{0,3}}?$")
FOLLOWED_BY = _pattern(r"\s+(?:by|par)\s")
OF = _pattern(rf"\s*(?:of|de|des|du|d[’']|by|par)\s+{_THE}$")
# "takeover of the town by": what may stand between a noun and its "by"
OF_WHAT = _pattern(
    r"\s*(?:(?:of|in|at|from|on|de|du|des|à|d[’'])\s*[^,;:]{1,45}?\s+)?"
    r"(?:menée?s?\s+|perpétrée?s?\s+|carried out\s+|launched\s+|conducted\s+|mounted\s+)?"
    r"(?:by|par)\s+(?:[\w’'-]+\s+){0,3}?"
)
FOLLOWED_BY_OF = _pattern(r"\s+(?:of|de|du)\s")
STRAIGHT_AFTER = _pattern(rf"\s*{_THE}(?:an? )?(?:[\w’'-]+\s+){{0,3}}?")
# "took back the strategic town of": what may stand between a weak verb and its place
RIGHT_AFTER = _pattern(
    rf"\s+(?:back\s+)?{_THE}\s*(?:[\w-]+\s+){{0,2}}?"
    rf"(?:{_any('place_nouns')}\s+(?:[\w-]+\s+)?)?(?:of\s+|de\s+|d[’'])?"
)
# "300 km north of the capital": it lies there only by comparison
OFFSET = _pattern(
    r"(?:\d[\d.,]*\s*(?:km|kilom\w+|miles|mi)\b[^,;]{0,30}|(?:north|south|east|west|nord|sud|est|ouest)(?:-?\w+)?)"
    r"\s+(?:of|from|de|d[’'])\s*(?:la |le |l[’'])?$"
)
# "the U.S. embassy", "Turkish-led": the country only describes
ADJECTIVAL = _pattern(rf"(?:[’']s?)?\s+{_any('adjectival_heads')}(?!\w)")
CIVILIANS = _pattern(rf"(?<!\w){_any('civilians')}(?!\w)")
AT = _pattern(rf"(?<!\w){_any('prepositions')}\s+{_THE}(?:[\w-]+\s+){{0,2}}?$")
RELATIVE = _pattern(r"\s*,?\s*(?:which|that|qui)(?!\w)")
COMPOUND = _pattern(rf"\s+{_any('compound_heads')}(?!\w)")
# "the UN's deadline for complete": an owner and what stands between it and the noun
OWNER = _pattern(r"[’']s?\s+\w+\s+(?:for|of|to)\s+(?:\w+\s+){0,2}")
DETERMINED = _pattern(
    r"(?<!\w)(?:the|an?|its|their|his|this|that|of|recent|la|le|l[’']|une?|cette|leur|sa)\s+(?:\w+\s+)?$"
)
# what stands before a noun and never before a verb in the present
NOUN_BEFORE = _pattern(
    r"(?<!\w)(?:the|an?|its|their|his|her|our|this|that|these|those|of|on|in|by|for|with|from|under|after|before|against"
    r"|no|any|some|upper|la|le|une?|cette|ce|leur|sa|son|des|du|les|par|sur|en|aux?)\s+(?:(?!to\b)[\w-]+(?<!ly)\s+)?$"
    r"|(?<!\w)(?:l|d)[’']$"
)
DEMONSTRATIVE = _pattern(r"(?<!\w)(?:this|that|ce|cette|cet)\s+(?:\w+\s+)?$")
ANAPHOR = _pattern(
    rf"(?<!\w)(?:the|this|that|la|le|cette|ce|ses|its) {_any('anaphoric_nouns')}(?!\w)(?! of\b| in\b| de\b)"
)
COUNTRY_ANAPHOR = _pattern(r"(?<!\w)(?:the country|le pays)(?!\w)")
SPEECH = _pattern(rf"\s+(?:has\s+|have\s+|a\s+|ont\s+)?{_any('speech_verbs')}(?!\w)")
# "an official recently", "the alliance –": what belongs to the verb of speech and not to the speaker
TRAILING = _pattern(r"(?:\s+\w+ly)?[\s–—-]*$")
# the words up to a verb of speech, back to the punctuation before them
SPEAKER = _pattern(r"[^\W\d_][^,;“”\"«»]{1,90}$")
CONVOY = _pattern(rf"(?<!\w){_any('convoys')}(?!\w)")
EQUIPMENT = _pattern(rf"(?<!\w){_any('equipment')}(?!\w)")
DEADLINE_OF = _pattern(r"(?:deadline of|by)\s*$")
WHERE_OR_WHOSE = _pattern(
    r"(?<!\w)(?:in|of|from|into|across|throughout|northern|southern|eastern|western|central|en|au|aux|du|de|dans)\s+(?:the\s+)?$"
)
APPOSITION = _pattern(r"\)?\s*[,–—(-]\s*(?:an?|the|une?|la|le|l[’'])\s*(?:[\w-]+\s+){0,3}(?:of\s+|de\s+|d[’'])?")
LEADS_TO = _pattern(
    r"(?:\bto|\btowards?|\bfor|\binto|\bvers|\bpour|\bat|\bin|à)\s*(?:the )?(?:town of |city of |ville de )?$"
)
REACHES = _pattern(r"(?:reach|arriv|atteint|ont atteint|a atteint)")
FROM_OR_TO = _pattern(r"\b(?:from|to|aux?|des?)\s+(?:the |les )?$")
FROM = _pattern(r"\b(?:from|depuis|de|du)\s+(?:the |la |le )?$")
TO = _pattern(r"\b(?:to|à|aux?)\s+(?:the |les |l[’'])?$")
BOUNDARY = _pattern(
    rf"[,;:—–(]\s*(?={_any('clause_openers_after_comma')}\b)"
    r"|,\s+(?=[a-z]{3,}ed\s)"
    rf"|\b{_any('clause_openers')}\b"
    r"|[“”»«\"]\s"
)
AND = _pattern(r"\s*,?\s*(?:and|but|then|et|mais|puis)\s+(?:[\w'’]+\s+){0,2}(?:s['’])?")
"""What stands between a day and the verb of the next clause: "on 14 November and (later) killed"."""
COORDINATION = _pattern(
    r"\s*(?:,|,?\s*(?:and|et|or|&|as well as|ainsi que))\s*"
    r"(?:the |in |at |near |from |en |de l[’']|du |de la |des |de |d[’']|à |au |la |le |l[’'])?"
    r"(?:(?:villages?|towns?|bases?|villes?|régions?|provinces?|localités?) (?:of|de) )?"
    # "camps in A and a plant in B", "247 people in A and 10 in B"
    r"|\s*,?\s*(?:and|et)\s+(?:an?\s|the\s|une?\s|\d)[^,.;:()]{0,40}?"
    r"(?<!\w)(?:in|at|near|outside|à|en|au|dans)\s+(?:the |la |le |l[’'])?"
)
