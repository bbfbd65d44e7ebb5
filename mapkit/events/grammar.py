"""The patterns by which the arguments of a trigger are found, made of the word classes in ``grammar.toml``."""

from __future__ import annotations

import re

from mapkit._resources import load_toml
from mapkit._text import any_of, either_apostrophe

WORDS: dict[str, list[str]] = load_toml("vocabulary", "grammar.toml")


def any_word(*classes: str) -> str:
    """Return a pattern for any word of these classes, the longest first."""
    words = [word for name in classes for word in WORDS[name]]
    return any_of(sorted(dict.fromkeys(words), key=lambda w: (-len(w), w)))


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern that ignores case, but for what stands in ``(?-i:...)``; apostrophes are of either kind."""
    return re.compile(either_apostrophe(text), re.IGNORECASE)


THE = r"(?:the |les |l[’']|la |le |des )?"

NO_AND = r"(?!(?:and|or|et|ou)\s)"

TOWN_OF = (
    r"(?!\w)\s*(?:the |la |l[’'])?"
    r"(?:(?:[A-Za-zà-ÿ-]+ ){0,3}?(?:town|city|village|port|camp|base|ville|localité) (?:of |de ))?$"
)

# ------------ Sentences and their clauses (clauses)
GOES_ON = pattern(
    r"\s*,?\s*(?:and|or|et|ou)\s+(?:(?:(?:in|at|near|à|de)\s+)?(?-i:[A-Z])|(?:most|much|parts?|several|other|dozens|many|all"
    r"|nearby|surrounding|la plupart|plusieurs|d[’']autres|une (?:grande )?partie)\s)"
)
LISTED_BEFORE = pattern(rf",\s+(?:the |la |le |l[’']){any_word('listed')} (?:of |de |d[’'])$")
CONJUNCTION = pattern(
    r"(?<!\w)(?:and|or|et|ou|as well as|along with|together with|(?:ainsi|de même) que|puis|then)(?!\w)|&"
)
BOUNDARY = pattern(
    rf"[,;:—–(]\s*(?={any_word('clause_openers_after_comma')}\b)"
    r"|,\s+(?=[a-zé]{3,}(?:ed|ing|ant)\s)"
    rf"|\b{any_word('clause_openers')}\b"
    r"|[“”»«\"]\s"
)
# what may describe a member of a list before it goes on: "A district in B province and", "A, 80 miles from B, and"
_MEMBER = (
    rf"(?:\s+{any_word('listed')})?"
    rf"(?:\s+(?:in|dans|en|au)\s+(?:[\w’'-]+\s+){{0,3}}?(?-i:[A-ZÀ-Þ])[\w’'-]+\s+{any_word('areas')}"
    r"|,?\s+dans (?:la |le |l[’'])(?:province|région|département|district|gouvernorat|[ée]tat|comté|cercle|nord|sud"
    r"|centre|est|ouest)"
    r"(?:[\w-]+)?(?:\s+d(?:e(?: la)?|u|es"
    r"|[’'])\s*(?-i:[A-ZÀ-Þ])[\w’'-]+(?:[ -](?-i:[A-ZÀ-Þ])[\w’'-]+)?)?(?=,?\s+(?:et|(?:ainsi|de même) que|puis)\s)"
    r"|\s+(?:sans (?:coup férir|combat|combattre|résistance|un coup de feu)|without (?:a (?:fight|shot)|resistance"
    r"|firing a shot))"
    r"(?=,?\s+(?:and|et|puis|then)\s)"
    r"|\s+(?:et|and),\s+(?:à l[’']|dans l|au |in the |at the |further |plus )[^,.;:]{3,40}(?=,)"
    r"|\s+(?:in the (?:north|south|east|west|cent)[\w-]*|à l[’'](?:est|ouest)|dans l[’'](?:est|ouest)|(?:au"
    r"|dans le) (?:nord|sud|centre)(?:-\w+)?)(?=,?\s+(?:and|et)\s)"
    # "A in the province of P, B in Q and C in R"
    r"|,?\s+(?:in|dans|en|au)\s+(?:(?:the|la|le)\s+|l[’'])?(?:[\w-]+\s+){0,4}?(?:d[’'])?"
    r"(?-i:[A-ZÀ-Þ])[\w’'-]+(?:\s+(?-i:[A-ZÀ-Þ])[\w’'-]+){0,2}(?=\s*,|\s+(?:and|et)\s)"
    r"|,\s+(?:\d|à (?:\d|une|quelques|près)|située?|some |about |to the |in the |north of|south of|east of|west of"
    r"|à l[’']|au (?:nord|sud))[^,.;:]{3,60}(?=,)"
    r"|,\s+(?:the|an?|la|le|une?|capital|capitale|chef-lieu|home|à la (?:limite|frontière)|près|near|on|au bord"
    r"|sur)\s[^,.;:]{3,60}"
    r"(?=,\s*(?:and|et|as well as|along with|together with|(?:ainsi|de même) que|puis|then)\s)|\s*\([^()]{2,40}\)"
    r"|\s+(?:and|et)\s+(?:its|sa|son"
    r"|ses)\s+[\w-]+)?"
)
COORDINATION = pattern(
    _MEMBER + r"(?:\s+(?:on|le|late|early)\s)?\s*(?:,|,?\s*(?:and|et|or|&"
    r"|as well as|along with|together with|(?:ainsi|de même) que|puis|then)(?:\s*,\s+,)?)\s*"
    r"(?:(?:now|also|then|later|again|once more|finally|eventually|maintenant|aussi|enfin|puis|ensuite|de nouveau"
    r"|on)\s+)?"
    r"(?:the |into |in |at |near |from |en |de l[’']|du |de la |des |de |d[’']|à |au |aux |la |le |les |l[’']"
    r"|an? [a-z]+ )?"
    rf"(?:(?:(?:its|their|ses|leurs) )?(?:[\w-]+ ){{0,2}}?{any_word('listed')} (?:[a-zà-ÿ]+ (?=d[e’']))?(?:(?:of|at"
    rf"|in|de|d[’']|à) ?)?)?"
    # "A, B and C", of which B is no known name
    r"|\s*,\s+(?:in |at |à |de |d[’'])?(?-i:[A-ZÀ-Þ])[\w’-]+(?:[ -](?-i:[A-ZÀ-Þ])[\w’-]+)?"
    r",?\s+(?:and|et)\s+(?:in |at |à |de |d[’'])?"
    # "seized A and the president's hometown of B"
    r"|\s*,?\s*(?:and|et)\s+(?:[\w’'-]+\s+){1,4}?(?:home ?town|birthplace|stronghold|bastion|hub|fief"
    r"|ville natale)\s+(?:of|de|d[’'])\s*"
    # "camps in A and a plant in B", "247 people in A and 10 in B"
    r"|\s*,?\s*(?:and|et)\s+(?:an?\s|the\s|une?\s|\d)[^,.;:()]{0,40}?"
    r"(?<!\w)(?:in|at|near|outside|à|en|au|dans)\s+(?:the |la |le |l[’'])?"
)

# ------------ Words round a trigger (trigger and others)
# "X, freed", "X was taken", "X avait été libérée": what stands between a place and its participle
TAKEN = pattern(rf"\s*,?\s*(?:(?:which|that|qui)\s+)?(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*")
# "abandoned X to the rebels", "ont laissé X aux rebelles"
LEAVES_TO = pattern(r"(?:abandon|left|leav|laiss)")
# "the town that rebels captured": the object stands before the verb
# and "A, a rail hub which rebels captured"
OBJECT_BEFORE = pattern(
    r"\s*,?\s*(?:(?<=,\s)(?:an?|the|une?|la|le|l[’'])\s*(?:[\w’-]+\s+){1,5})?(?:which|that|dont|qu[e’'])\s*[^,;:]{2,90}$"
)
# "X, the last town before Y, was on Thursday the scene of": of X
SCENE_OF = pattern(
    r"(?:,[^.;:]{3,80},)?\s+(?:était|est|a été|fut|was|is|has been)\s+[^,.;]{0,30}?"
    r"(?:le théâtre|la scène|the scene|the site)\s+(?:de|d[’']|of)\s*(?:[\w’'-]+\s+){0,3}$"
)
# "dans cette localité de la région de X", "this town in the province of X": one that the story has named
THIS_TOWN_OF = pattern(
    rf"(?<!\w)(?:cette|ce|cet|this)\s+(?:[\w-]+\s+){{0,2}}?{any_word('anaphoric_nouns')}"
    r"(?:\s+(?:de|of)\s+(?:district|canton|province|région))?(?:\s+[a-zà-ÿ]+)?\s+"
    r"(?:de|d[’']|du|in|of)\s*(?:la |le |l[’']|the )?"
    r"(?:(?:région|province|district|état|region|state)\s+(?:de|d[’']|du|of)\s*)?(?:la |le |l[’']|the )?$"
)
# "c'est à X, dans les environs, que l'un d'eux a tué"
CLEFT = pattern(
    r"(?<!\w)(?:c[’'](?:est|était)|ce fut|it (?:was|is))\s+"
    r"(?:(?:near|in|at|outside|à|au|aux|en|dans|sur|près d(?:e|[’']))\s*){1,2}(?:the |la |le |l[’'])?$"
)
CLEFT_GOES_ON = pattern(r"[^.;:]{0,60}?(?<!\w)(?:que|qu[’']|that)\s*[^.;:]{0,60}$")
# "la troisième ville du Zaïre", "the second-largest city in Sudan": a town that the story has named
_NTH_TOWN = (
    r"(?<!\w)(?:the|la|cette|this)\s+(?:(?:plus grande|[\w-]+ième|second|third|fourth|second-largest|third-largest"
    r"|largest|biggest|second-biggest|main|principale|grande)\s+)(?:ville|city|town|agglomération)\s+(?:of|in|du|de|d[’']|en)"
)
NTH_TOWN = pattern(rf"{_NTH_TOWN}\s*(?:the |la |le |l[’'])?(?-i:[A-ZÀ-Þ])")
NTH_TOWN_OF = pattern(rf"{_NTH_TOWN}\s*(?:the |la |le |l[’'])?$")
# "X, d'où les miliciens s'étaient enfuis"
FROM_WHICH = pattern(r",?\s+(?:d[’']où|from (?:where|which))\s[^.;:,]{0,80}$")
# "policemen landed in X, two days after gunmen had attacked": that is another story
AFTER_A_CONJUNCTION = pattern(
    r"(?<!\w)(?:after|before|when|while|as|since|hours|days|après que|avant que|alors que|quand)\s"
)
SENDS_FORCES = pattern(
    r"(?<!\w)(?:reinforcements|renforts|marines|légionnaires|troops|soldiers|peacekeepers|battalions?|soldats|troupes|militaires|\d[\d,.]*\s+(?:men|hommes))(?!\w)"
)
IN_BATTLE = pattern(
    r"(?:\s+[\w’.,-]+){0,9}?,?\s+(?:in|during|dans|lors d(?:e|’|'|es))\s*(?:an?\s+|the\s+|des\s+|les\s+|un\s+"
    r"|ces\s+)?(?:[a-zà-ÿ-]+\s+){0,2}?"
    r"(?:fighting|clash(?:es)?|battles?|firefights?|gun ?battles?|combats?|affrontements?|accrochages?|bataille)(?!\w)"
)
JUST_DONE = pattern(
    r"(?<!\w)(?:viennent|vient|venait|venaient)\s+(?:tout juste\s+|juste\s+)?(?:de\s+(?:s[’']|se\s+)?|d[’'])$"
)
IN_WHAT_WAY = (
    r"(?:(?:sans (?:un |le moindre )?(?:combat|combattre|coup férir|coup de feu|résistance|opposition"
    r"|grande résistance)"
    r"|par (?:surprise|la force)|de force|d[’']assaut|de haute lutte|à (?:nouveau|leur tour|son tour|l[’']aube)"
    r"|de nouveau"
    r"|en (?:quelques (?:heures|jours|minutes)|outre)|(?:de|pour) (?:son|leur|sa) (?:côté|part)|également|aussi"
    r"|dans la foulée|au passage|définitivement|rapidement|peu après|aussitôt|ensuite|presque sans (?:combat"
    r"|résistance)"
    r"|dans le même temps|par la suite|successivement|tour à tour|shortly after(?:wards)?|in turn|next"
    r"|virtually unopposed"
    r"|unopposed"
    r"|also|easily|briefly|without (?:a fight|resistance|firing a shot)|by force),?)"
)
# "took back the strategic town of": what may stand between a weak verb and its place
# "ont repris, à l'issue de deux jours de combats, la ville de"
_BY_THE_WAY = (
    r"(?:\s*,\s(?:à l[’']issue|au terme|au bout|après|avec|sans|selon|grâce à|lors|en|after|with|without|in"
    r"|according to|following|amid)\s?[^,;:.]{3,70},(?!\s(?:la|le) (?:route|chemin|fuite|direction)))?"
)
RIGHT_AFTER = pattern(
    rf"{_BY_THE_WAY}\s+(?:back\s+)?(?:[“\"«]\s*)?(?:{IN_WHAT_WAY}\s+)?(?:(?:[\w’'-]+\s+|l[’'])(?:\w+\s+)?(?:and|et)\s+)?"
    r"(?:(?:the |a |la |une )?(?:(?:large|big|most|some|major|whole|grande|majeure) )?(?:parts?"
    r"|half|most|much|all|areas"
    r"|swathes?|chunks?|sections?|majority|bulk|rest|majorité|partie|moitié|plupart|reste|quasi-totalité|totalité|intégralité)\s+(?:of|de)\s+)?"
    rf"(?:(?:now|désormais|maintenant|aujourd[’']hui|toujours|encore|neighbou?ring|nearby)\s+)?{THE}\s*(?:(?!{any_word('prepositions')}\s)[\w’'-]+\s+){{0,2}}?"
    rf"(?:{any_word('place_nouns')}\s+(?:[\w-]+\s+)?)?(?:of\s+|de\s+|d[’'])?"
)
# "the army's 6th Division headquarters": which unit's
UNIT = (
    r"(?:(?:army|military|government|enemy|police)(?:[’']s)? )?(?:\d+\w{0,2} )?"
    r"(?:(?:infantry|armou?red|division|brigade|battalion|regiment|corps|command|army|military|police) ){1,4}"
)
UNIT_NAME = pattern(UNIT)
ANAPHOR = pattern(
    r"(?<!\w)(?:(?:the|this|that|la|le|du|au|cette|ce|ses|its) |l[’'])"
    r"(?!(?:buffer|war|conflict|no-fly|demilitari[sz]ed|security|green|de-escalation|safe|border) )"
    rf"(?:{UNIT}|(?:(?!{any_word('prepositions')} )(?-i:[a-zà-ÿ\d])[\w-]*(?:[’']s?)? ){{0,2}}?)"
    rf"(?-i:{any_word('anaphoric_nouns')})"
    # not "the town of X", "la ville orientale de X"
    r"(?!\w)(?! of\b| in\b| between\b| around\b| near\b| entre\b| autour\b| près\b| de\b| d[’']| (?-i:[A-Z])"
    r"| (?:at|outside) (?-i:[A-Z](?![a-z]+day))| (?:à|au sud d|au nord d) ?(?-i:[A-ZÀ-Þ])"
    r"| [a-zà-ÿ]+ (?:of|de|d[’'])\s*(?-i:[A-ZÀ-Þ]))"
    r"|(?<!\w)c[’']est là(?= qu)"
    r"|(?<!\w)there(?! (?:is|are|was|were|has|have|had|will|would|be|remain|can|may|could|should)\b)(?!\w)"
)
# "the newly-captured city of X"
NEWLY = pattern(r"(?<!\w)(?:newly[- ]|(?:recently|freshly|just)-)$")
AFTER_A = pattern(r"(?<!\w)(?:after|following|amid|despite|after days of|après)\s+(?:an?|une?)?\s*(?:[\w-]+\s+){0,3}$")
# "It fell", "elle a été reprise": a pronoun for the place
IT_IS_TAKEN = pattern(
    rf"(?<!\w)(?:it|elle|il|cel(?:le|ui)-ci)\s+(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
# "driven from X", "chassés de X": always done to somebody
DRIVEN_FROM = pattern(
    r"(?:driven|forced|pushed|chased|thrown|kicked|flushed|ousted|evicted|expelled|dislodged|ejected)\s+(?:back\s+)?(?:out\s+of|from)$"
    r"|(?:chassé|délogé|expulsé)e?s(?!\w)"
)
PARTS = pattern(rf"(?<!\w){any_word('parts')}(?!\w)")
# behind "the airport": "and the barracks in X" says where both are
PARTS_JOINED = pattern(
    r"(?:(?:\s+[a-zà-ÿ]+)?(?:\s*,|\s+(?:and|et|as well as|ainsi que))\s+"
    r"(?:(?:de|du|des)\s+)?(?:(?:the|its|la|le|les)\s+)?"
    rf"(?:(?!of\s)[\w’'-]+\s+){{0,2}}?(?:{any_word('parts')}|gouvernorat|siège|offices?|bureaux|compound)"
    r"(?:\s+(?:du|de la|des)\s+[a-zà-ÿ]+)?){1,4}"
    r"\s+(?:in|of|at|de|du|d[’']|à)\s*(?:the |la |le |l[’'])?(?:(?:town|city|ville) (?:of |de ))?"
)
# "seized several border posts": which they are, and of what, is not said
SOME_PLACES = pattern(
    r"\s+(?:control of\s+|over\s+)?(?:several|some|many|a number of|a string of|a dozen|two|three|four|five"
    r"|plusieurs|deux|trois|quatre)\s+"
    r"(?:other\s+|more\s+|key\s+|autres\s+)?(?:border|frontier|police|army|military|government)?\s*"
    r"(?:posts|crossings|checkpoints|outposts|postes(?:[- ]frontières?)?)(?!\w)"
)
# "captured several towns": the story may say which
SOME_TOWNS = pattern(
    rf"\s+(?:control of\s+|over\s+|le contrôle de\s+)?(?:{any_word('about')}\s+)?"
    r"(?:some|a number of|a string of"
    rf"|{any_word('amounts')}(?:\s+of|\s+d(?:e\b|[’']))?)\s*(?:[\w-]+\s+){{0,2}}?"
    r"(?:towns|cities|villages|districts|bases|camps|positions|posts|crossings|checkpoints|outposts|ports|provinces"
    r"|villes|localités|postes(?:[- ]frontières?)?)(?!\w)"
)
# "took the village": a place told before, and no part of it
ITSELF = pattern(r"(?<!\w)(?:the|this|that|le|ce)\s+village$")
# "the Xyz neighbourhood", "le quartier de Xyz"
QUARTER = pattern(
    r"\s+(?:neighbou?rhoods?|quarters?|suburbs?|wards?|slums?|shantytowns?|market|street|avenue|square|mosque|hospital|school)(?!\w)"
)
DISTRICT = pattern(r"\s+(?:districts?|areas?)(?!\w)")
QUARTER_BEFORE = pattern(
    r"(?<!\w)(?:quartiers?|faubourgs?|rue|mosquée|hôpital|école)\s+(?:de |du |d[’'])?(?:la |l[’'])?$"
)
# "the Old Bridge", "Firdos Square": a name that says that it is a part of a town
PART_OF_TOWN = pattern(
    r"(?:[\w’'-]+\s+)+(?:bridges?|square|street|avenue|boulevard|hotel|stadium|market|hospital|university|palace|mosque|cathedral|church"
    r"|station|plaza|roundabout|gate)"
    r"|(?:pont|place|rue|avenue|boulevard|hôtel|stade|marché|hôpital|université|palais|mosquée|gare|rond-point)\s.+"
)
IN_WHICH = pattern(r"(?<!\w)(?:in|during|amid|amidst|lors|pendant|durant|dans)(?!\w)")
BASE = pattern(r"(?<!\w)(?:base|camp|site|outpost|compound|emprise)(?!\w)")
IT_AFTER = pattern(r"\s+(?:it|them)\b")
WEAPON = pattern(rf"(?<!\w){any_word('weapons')}(?!\w)")
CONVOY = pattern(rf"(?<!\w){any_word('convoys')}(?!\w)")

# ------------ Who does it, to whom (who)
OF = pattern(rf"\s*(?:of|de|des|du|d[’']|by|par)\s+{THE}$")
WHO_FLEE = pattern(
    rf"(?<!\w){any_word('civilians')}(?:,\s+(?:who|many|most|some|dont|qui)\s[^;:.]{{5,150}},)?"
    r"\s*,?\s+(?:(?:many|most|some|all|half) of whom\s+)?(?:(?:who|that|which|qui)\s+)?"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
AT = pattern(rf"(?<!\w){any_word('prepositions')}\s+{THE}(?:[\w-]+\s+){{0,2}}?$")
# a verb right after one of these has the subject of the verb before it
SHARES_SUBJECT = pattern(
    r"(?:,|(?<!\w)(?:and|but|then|before|after|et|puis|mais|avant d[e’']|après))\s*"
    # "et annonce avoir repris", "and claims to have captured"
    rf"(?:(?:{any_word('auxiliaries')}\s+)?(?:{any_word('speech_verbs')}|di(?:t|sent)|claim(?:s"
    rf"|ed))\s+(?:[\w-]+\s+)?(?=avoir|s[’']|to have))?"
    rf"(?:(?:(?:{any_word('perfect', 'adverbs', 'auxiliaries')}|avoir|être|se|to|having|ayant|leur|lui|y|en)\s+)"
    rf"|s[’']|l[’'])*$"
)
HAVING = pattern(r"(?<!\w)(?<!after )(?:having|ayant)\s+(?:\w+ly\s+)?$")
LEAVES_IN_CONTROL = pattern(
    r"(?:leav|left)\w*\s.*\sin\s(?:\w+\s)?(?:control|charge|command|possession)"
    r"|(?:giv|gave)\w*\s.*\scontrol\s(?:of|over)"
)
EXPELS = pattern(r"(?<!\w)(?:(?:out(?: of)?|from|off|de|d[’'])\s*|(?:chass|délog|expuls)\w+)$")
EXPELLING = pattern(
    r"(?:driv|drov|push|chas|throw|threw|kick|flush|forc|oust|dislodg|expel|evict|eject|clear|rout|chass|délog|expuls|arrach)\w*(?!\w)"
)
# "s'est repliée en Ouganda": where to
FALLS_BACK = pattern(
    r"(?:repli|réfugi|retranch|regroup|fui|enfui|reflu)\w*\s+(?:le même jour\s+|[\w-]+\s+)?(?:en|à|au|aux|dans|vers"
    r"|sur)\s+(?:la |le |l[’'])?(?:(?:ville|localité|base|village|camp|aéroport|port)(?: \w+)? (?:de |d[’']))?$"
    r"|(?<!\w)(?:fell|falls?|falling|dropp\w+|pull\w+)\s+back\s+(?:[\w-]+\s+)?(?:on|into|onto)\s+(?:the )?"
    r"(?:(?:town|city|village|base|port) of )?$"
)
# "pulled back along the road toward a plantation at X": where they went
DOWN_THE_ROAD = pattern(
    r"(?<!\w)(?:(?:along|down|up|on)\s+the\s+(?:[\w-]+\s+){0,2}?(?:road|highway|track|coast)\s+to(?:wards?)?"
    r"|sur la (?:route|piste) d(?:e|u|[’']))(?!\w)[^,;:.]{0,50}$"
)
# "X, which fears for Y, has moved tanks": what a relative clause says is no word on the rest
# "it took three weeks for the army to recapture X", "il a fallu trois semaines à l'armée pour"
IT_TOOK = pattern(
    r"(?<!\w)(?:it\s+(?:had\s+|has\s+|only\s+)?(?:took|taken)|il (?:n[’'])?(?:a|aura|avait) fallu)\s[^.;:]{0,140}?"
    r"(?:\bfor\s[^.;:]{2,60}\sto|\bto|\bpour(?: que)?)\s+(?:s[’'])?$"
)
# "denied on Monday that X, the capital of the north, had", "a rejeté les rumeurs selon lesquelles"
DENIES_THAT = pattern(
    r"(?:(?<!\w)(?:(?:denie[ds]|deny|denying|dément(?:i|ent|ait)?|nie|nient|nié|niait)\s+(?:[\w-]+\s+){0,3}?(?:that\s|qu[e’'])"
    r"|(?:reject|dismiss|deni)\w*\s+(?:[\w-]+\s+){0,2}?(?:claims?|reports?|rumou?rs?|allegations?|suggestions?)\s+(?:[\w-]+\s+){0,6}?that\s"
    r"|(?:rejet|dément|écart|ni)(?:é|i|e|ent|ait)\s+(?:[\w-]+\s+){0,2}?(?:rumeurs?|informations?|affirmations?|allégations?)\b[^.;:]{0,80}?"
    r"selon (?:lesquelles|laquelle))"
    r"|(?:qualifié|traité)\w*\s+d(?:e|[’'])\s*(?:«\s*)?(?:pure?\s+)?(?:mensong|invention|propagande|intox|désinformation|rumeur)[^.;:]{0,80}?"
    r"(?:selon (?:lesquelles|laquelle)|que))"
    # but what follows a "but" is of its own, and so is what who denies says besides
    rf"(?:(?!\b(?:but|mais|while|tandis|alors que)\b"
    rf"|\b(?:and|et)\s+(?:(?:instead|also|then|a|ont|plutôt|au contraire|\w+ly)\s+){{0,2}}"
    rf"(?:{any_word('telling_verbs', 'speech_verbs')}|accus\w+|blam\w+|vow\w+|insist\w+)\b)[^;:])*$"
)
ASIDE_CLAUSE = pattern(
    r"\s(?:--?|–|—)\s[^–—;:]{3,150}?\s(?:--?|–|—)\s|(?:^|,\s*)(?:which|who|whose|where|qui|dont|où"
    r"|(?:for|to|of|by|with|from|in|on|under|after|against) (?:whom|which)|(?:pour|à|de|par|avec|chez|contre) qui"
    r"|(?:(?:pour|dans|par|à|avec|sur|sous|contre|devant|de) )?l[ae]s?quel(?:le)?s?|(?:au|aux|du|des)quel(?:le)?s?"
    r"|(?:supported|backed|accompanied|aided|assisted|helped|joined) by"
    r"|(?:appuyée?s?|soutenue?s?|épaulée?s?|aidée?s?|encadrée?s?|guidée?s?|accompagnée?s?|escortée?s?) par)"
    r"\b[^,;:]{0,150},"
)
NOT_TO = pattern(r"(?<!\w)(?:ne (?:pas|plus|jamais)|(?:not|never) to)\s+(?:(?:y|en|s[’']|se)\s+)?$")
# "X, que les rebelles avaient prise en mai, a été": what is told apart from the rest of the sentence
RELATIVE_ASIDE = pattern(r",\s*(?:que|qu[’'](?=\w)|qui|dont|où|which|who|that|where)(?!\w)[^,;:]{0,150},")
ACCORDING = pattern(r"(?<!\w)(?:according to|selon|d[’']après)\s+(?:the |an? |une? |la |le |l[’']|les )?$")
SPEECH = pattern(rf"\s+(?:has\s+|have\s+|a\s+|ont\s+)?{any_word('speech_verbs')}(?!\w)")

# "residents confirmed that", "des habitants ont dit": what they tell is of others
TOLD_THAT = pattern(rf"{SPEECH.pattern}|\s{any_word('telling_verbs')}\s+(?:that|qu[e’'])(?!\w)")

# ------------ Where it is (where)
STRAIGHT_AFTER = pattern(
    rf"[’']?\s*(?:«\s*)?{THE}(?:an? )?(?:[\w’'-]+\s+(?:»\s*)?){{0,4}}?(?:[ld][’'])?"
    r"(?:(?:aux mains|entre les mains|sous (?:le |la )?(?:contrôle|coupe)) d(?:e la |e l[’']|es |u |e |[’']))?"
)
# "took a town in the east", "un village a été repris": a place that the story names next
_A_PLACE = rf"(?:an?|une?)\s+(?!nearby\b)(?:[\w’-]+\s+){{0,4}}?{any_word('anaphoric_nouns', 'parts')}"
ANAPHORIC = pattern(rf"(?<!\w){any_word('anaphoric_nouns')}(?!\w)")
A_PLACE_NEXT = pattern(
    r"\s+(?:back\s+)?(?:full |complete )?(?:(?:control|possession|contrôle)\s+)?(?:of\s+|over\s+|d[’'])?\s*"
    rf"{_A_PLACE}(?!\w)(?!,? (?:known|called|named)\b|\s+(?:of|called|named|de|nommée?)\s+(?-i:[A-ZÀ-Þ]))"
)
A_PLACE_BEFORE = pattern(
    rf"(?<!\w){_A_PLACE}(?:\s+(?:in|near|of|dans|en|du|de)\s[^,;.]{{2,40}}?)?"
    rf"\s+(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
# "the U.S. embassy", "Turkish-led": the country only describes
ADJECTIVAL = pattern(rf"(?:[’']s?)?(?:\s+and\s+(?-i:[A-Z])[a-z]+)?\s+{any_word('adjectival_heads')}(?!\w)")
ITS_EMBASSY = pattern(
    r"(?:[’']s?)?(?:\s+and\s+(?-i:[A-Z])[a-z]+)?"
    r"\s+(?:embass(?:y|ies)|consulates?|(?:diplomatic )?missions?|diplomatic compounds?)(?!\w)"
)
# "John Doe, 24, of X", "Jean Dupont, 24 ans, réserviste de X": where somebody is at home
HOME_OF = pattern(
    r",\s+\d{1,2},\s+(?:an?\s+)?(?:[\w’'-]+\s+){0,6}?(?:of|from)\s+$"
    r"|(?<!\w)\d{1,2}\s+ans,\s+(?:[\w’'-]+\s+){0,6}?(?:de|d[’']|du)\s*$"
)
# "sent from X and Y": neither is where they are
FROM_BOTH = pattern(r"\b(?:from|depuis|venant d[e’']|venue?s? d[e’'])\s*(?:(?-i:[A-ZÀ-Þ])[\w’'-]+\s+(?:and|et)\s+)?$")
OPENS = pattern(
    r"\W*(?:(?:and|but|also|meanwhile|elsewhere|further \w+|et|mais|ailleurs|plus (?:au|à l[’'])\s*\w+),?\s+)?"
    r"(?:in|at|near|around|outside|inside|(?-i:A)|à|au|aux|en|dans|près de|autour de)\s+"
    r"(?:(?:the|la|le|l[’'])\s*)?(?:(?:[\w-]+\s+){0,3}(?:of|de|d[’'])\s*)?"
)
# "back under the control of Baghdad", but not "took control of Baghdad"
IN_WHOSE_HANDS = pattern(
    r"(?<!\w)(?:under|in|into|to|from|sous|dans|aux?|entre|à)\s+(?:the |le |la |les |l[’'])?"
    r"(?:(?:full|direct|firm|plein|seul)\s+)?"
    r"(?:control|authority|hands|rule|contrôle|autorité|mains|giron|coupe)\s+(?:of|de|d[’'])\s*$"
    # "was handed over to Baku", "avait été remis à Bakou"
    r"|(?<!\w)(?:(?:handed|returned|given|turned|transferred|surrendered|ceded)\s+(?:back\s+|over\s+)?to"
    r"|(?:remis|rendu|restitué|cédé|transféré|livré|rétrocédé)e?s?\s+(?:[\w-]+\s+)?à)\s+$"
)
S_HANDS = pattern(r"[’']s?\s+(?:full |direct |sole )?(?:control|hands|authority|rule)(?!\w)")
OPENS_SENTENCE = pattern(r"\W*(?:(?:but|and|mais|et|meanwhile|however)\W+)?")
PART_BEHIND = pattern(
    r"(?:[’']s?)?\s+(?:[\w-]+\s+)?"
    r"(?:airstrip|airport|airfield|outskirts|suburbs|countryside|radio station|bridge|road|(?:border )?crossing"
    r"|refinery|oil ?field|prison|hospital|palace|university|dam)(?!\w)"
)
TELLS = pattern(rf"(?<!\w){any_word('telling_verbs', 'speech_verbs')}(?!\w)")

# "did not stop rebels from taking X": they took it
NOT_STOPPED = pattern(
    r"(?<!\w)(?:did not|didn[’']t|could not|failed to|unable to|powerless to|n[’'](?:a|ont|avait"
    r"|avaient) pas (?:pu )?|sans pouvoir )\s*"
    r"(?:stop|prevent|keep|empêch\w+)\s[^.;]{2,60}\s(?:from|de|d[’'])\s*$"
)
# "there were no reports that", "neither A nor B", "Paris doute que", "it is not true that"
UNTOLD = pattern(
    r"(?<!\w)(?:no|without|any)\s+(?:\w+\s+)?(?:reports?|confirmation|evidence|signs?|proof|indications?)\s+(?:that|of)\s[^.;]*$"
    r"|(?<!\w)(?:rien|aucun\w*)\s(?:[^.;]{0,20}\s)?(?:confirme|indique|prouve|montre)\s+que\s[^.;]*$"
    r"|(?<!\w)neither\s[^.;]{2,60}\snor\s[^.;]*$|(?<!\w)ni\s[^.;]{2,40}\sni\s[^.;]*$"
    r"|(?<!\w)(?:doubts?|doubted|doute(?:nt)?|doutait|(?:not|pas) (?:true|vrai)|faux|personne ne croit)\s+(?:that"
    r"|whether|que|qu[’'])\s*[^.;]*$"
    r"|(?<!\w)(?:rul(?:ed?|es|ing)\s+out|exclu(?:t|ent|ait))\s+(?:[\w’'-]+\s+){0,3}$"
)
# "ne quitteront pas", "n'avaient pas encore pris", "n'ont pu prendre", "ne pas avoir pris"
NE_BEFORE = pattern(r"(?<!\w)(?:ne\s+|n[’'])(?:l[ae]s?\s+|l[’']|[ys]e?\s+|en\s+|lui\s+|leur\s+)?$")
PAS_AFTER = pattern(r"\s+(?:pas|plus|jamais|guère|point)(?!\w)")
NOT_YET = pattern(
    r"(?<!\w)n[’'](?:a|ont|avait|avaient|est|sont|était|étaient)\s+(?:pas|toujours pas)\s+encore\s+(?:été\s+)?$"
)
COULD_NOT = pattern(
    r"(?<!\w)n[’'](?:a|ont|avait|avaient)\s+(?:pas\s+)?pu\s+$|(?<!\w)ne\s+(?:pas|jamais)\s+(?:l[’'])?(?:avoir|être"
    r"|y être|en être)\s+(?:été\s+)?$"
)
# "the capture of X is the goal", "an attack on X was unlikely", "the offensive has yet to start"
AHEAD_OF_US = pattern(
    r"[^.;:,]{0,60}?\s(?:is|was|are|were|remains?|remained|seems?|seemed|looks?|looked|est|était|reste|semble)\s+"
    r"(?:now\s+|still\s+|not\s+|very\s+|highly\s+|increasingly\s+|encore\s+|toujours\s+|très\s+)?"
    r"(?:likely|unlikely|possible|impossible|improbable|imminente?|near|close|proche|inévitable|inevitable"
    r"|an option|a red line"
    r"|(?:[\w’'-]+\s+){1,4}?(?:goal|aim|objective|priority|objectif|priorité)|l[’']objectif)(?!\w)"
    r"|[^.;:,]{0,60}?\s(?:has|have|had)\s+(?:yet\s+to|not\s+yet|not)\s+(?:start|begin|begun|started)"
    r"|[^.;:,]{0,60}?\sn[’'](?:a|ont|avait|avaient)\s+pas\s+(?:encore\s+)?(?:commencé|débuté)"
)
# "It was the second city lost by the army": of what has just been told
ONE_OF_THOSE = pattern(
    r"\W*(?:(?:it|this|that)\s+(?:is|was|became|has become)|c[’']est|c[’']était|il s[’']agit d(?:e|u))\s*(?:the"
    r"|their|its|la|le)?\s*"
    r"(?:[\w’-]+\s+){0,3}?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|last|latest|biggest|largest"
    r"|only|most \w+|premi(?:er|ère)|deuxième|seconde?|troisième|quatrième|derni(?:er|ère)|plus \w+)\s+[^.;:]{0,60}$"
)
# ------------ When it is (timing)
OPENS_DEFINITE = pattern(r"\W*(?:the|this|these|la|le|l[’']|cette|ce)\s*(?:[\w-]+\s+)?")
WHICH_CAME = pattern(
    rf"(?:\s+(?:on|of|at|in|against|de|du|d[’']|sur|contre|à)\s*{THE}[\w’'-]+)?"
    r"\s+(?:came|comes|come|followed|follows|intervient|interviennent|est survenue?|survient)\s+"
    r"(?:(?:just|only|less than|more than|about|amid|as|after|hours|days|weeks|a|the|one|two|three|un|une|deux"
    r"|alors|après|au|quelques|moins|le)(?!\w))"
)
AND = pattern(r"\s*,?\s*(?:and|but|then|et|mais|puis)\s+(?:[\w'’]+\s+){0,2}(?:s['’])?")
"""What stands between a day and the verb of the next clause: "on 14 November and (later) killed"."""

# ------------ What the article says as a whole (reports)
IN_RESPONSE = pattern(r"(?<!\w)(?:after|in response to|in retaliation|après|en réponse)(?!\w)")
# "Croix-Rouge": a part of a name
PART_OF_NAME = pattern(r"-(?!(?:Est|Ouest|Nord|Sud|Centre|Ville)\b)(?-i:[A-ZÀ-Þ])")
# a year in a name, as of the aircraft Mirage 2000; not one behind a month or a preposition
YEAR_OF_NAME = pattern(rf"(?<!\w)(?!{any_word('before_years')}\s)(?-i:[A-ZÀ-Þ])[a-zà-ÿ]{{2,}}\s(?:19|20)\d\d$")
# a year at the head of a name, as of the 2011 Libyan civil war
NAMED_AFTER_YEAR = pattern(
    r"\s*[–—-]\s*(?:present|ongoing|en cours)(?!\w)"
    r"|\s+(?:(?-i:[A-ZÀ-Þ])[\w’-]+\s+){0,4}(?:civil war|war|insurgency|insurrection|offensive|conflict|crisis|uprising"
    r"|revolution|unrest|revolt|protests|intervention|campaign|elections?|Olympics|World Cup)(?!\w)"
)
# "on this day in 1975": the year counts
ANNIVERSARY = pattern(r"\s*,?\s*(?:in|en)\s+\d{4}(?!\d)")
# the head of a report: "GOMA, Democratic Republic of Congo, Feb 9 (Reuters) -", "GOMA (Zaïre), 16 mars -", "Bangui -"
_CAPITAL_LETTERS = r"(?-i:[A-ZÀ-Þ][A-ZÀ-Þ’' ./-]{2,30})"
_CAPITALISED = r"(?-i:[A-ZÀ-Þ])[\w’'-]*(?:[ /]+(?:(?:de|du|la|le|el|al|of|the)\s+)?(?-i:[A-ZÀ-Þ])[\w’'-]*){0,3}"
_SENT_ON = r"(?:le\s+)?\d{1,2}(?:er)?\s+[a-zà-ÿ]+\.?(?:\s+\d{4})?|[a-z]+\.?\s+\d{1,2}(?:,?\s+\d{4})?"
_IN_BRACKETS = r"(?:\s*\([^()\n]{2,30}\))?"
DATELINE = pattern(
    rf"(?:{_CAPITAL_LETTERS}{_IN_BRACKETS}(?:,[^()\n]{{0,50}})?{_IN_BRACKETS}\s*"
    rf"|{_CAPITALISED}{_IN_BRACKETS}(?:,\s*(?:{_CAPITALISED}|{_SENT_ON})){{0,3}}{_IN_BRACKETS}\s+)[-–—]+\s"
)
# a toll of more than the attack that the sentence names: "in almost five months of fighting", "by the army's count"
SO_FAR = pattern(
    r"(?<!\w)(?:since|so far|in total|a total of|overall|toll|depuis|au total|jusqu[’']à présent|bilan"
    r"|by (?:the |its )?[\w’'-]+(?: [\w’'-]+)?(?:[’']s?)? (?:own )?count|cost the lives of|(?:coûté|ôté) la vie"
    r"|(?:battle|war|conflict|siege|insurgency|crisis|bataille|guerre|conflit|siège|insurrection|crise)"
    r"(?: [\w’-]+){0,5}? (?:has|have|had|a|ont|avait|aura) (?:already |déjà )?(?:killed|claimed|left|cost|taken|fait"
    r"|tué|laissé)"
    r"|(?:in|during|over|after|en|durant|pendant|après)(?: [\w’'-]+){1,4}? (?:weeks|months|years|semaines|mois|ans"
    r"|années)"
    r"(?: of| de| d[’'])|(?:in|during|throughout|dans|durant|pendant) (?:the|this|la|le|cette|ce) "
    r"(?:siege|war|conflict|campaign|battle|guerre|conflit|siège|campagne|bataille))(?!\w)"
)
WAS_DONE = pattern(r"(?<!\w)(?<!\bto be )(?:was|were|a été|ont été|fut|furent)\s+(?:\w+(?:ly|ment)\s+)?$")
# of the dead, a number that somebody estimates
ESTIMATED = pattern(r"(?<!\w)(?:thought|believed|estimated|known) to have (?:been )?$")
THEIR_FORCES = pattern(r"\w+ (?:troops|forces|soldiers|fighters|army|militias?|troupes|soldats|combattants|armée)")
OF_WAR = pattern(rf"(?<!\w){any_word('of_war')}(?!\w)")
OF_VIOLENCE = pattern(rf"(?<!\w){any_word('of_violence')}(?!\w)")
OF_COURT = pattern(rf"(?<!\w){any_word('of_court')}(?!\w)")
OF_GAMES = pattern(rf"(?<!\w){any_word('of_games')}(?!\w)")
