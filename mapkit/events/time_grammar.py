"""The patterns by which a trigger's day is found, made of the word classes in ``grammar.toml``."""

from __future__ import annotations

from mapkit.events.grammar import any_word, pattern

HAD = pattern(r"\b(?:had|avai(?:t|ent))\s+$")
CLEFT = pattern(r"(?<!\w)(?:when|quand|lorsque)\s[^.;:]{3,220}?\b(?:it was|c[’']était|ce fut)\b")
TAKEN_ONES = pattern(
    r"(?<!\w)(?:towns?|villages?|cities|city|areas?|bases?|places?|positions?|territor(?:y|ies)|districts?|villes?|localités?"
    r"|zones?|positions?|those|ones|celles?)\s+(?:\w+ly\s+)?$"
)
BY_WHOM = pattern(r"\s+(?:by|par)\s")
DATED_NOUN = pattern(
    r"(?<!\w)(?:accords?|agreements?|deals?|pacts?|treat(?:y|ies)|truces?|cease-?fires?|resolutions?|laws?|summit|talks|mandate"
    r"|offensives?|operations?|campaigns?|insurgenc(?:y|ies)|rebellion|war|traités?|trêves?|cessez-le-feu|résolutions?|sommet"
    r"|offensives?|opérations?|campagnes?|insurrection|rébellion|guerre)\s+(?:\w+ly\s+|that\s+was\s+)?"
    r"(?:\w+ed|begun|struck|won|\w+ée?s?|conclue?s?|entreprise?s?)\s+(?:(?:in|on|by|at|en|le|au)\s+)*$"
    r"|(?<!\w)(?:in power|in office|au pouvoir|en poste)\s*(?:since|depuis)?\s*$"
)
# "condemned the capture of X on Monday": the day is that of the verb
REACTS = pattern(
    r"(?<!\w)(?:downplay|condemn|welcom|denounc|hail|prais|celebrat|regret|criticis|criticiz|confirm|deplor|condamn|salu|dénonc"
    r"|confirm|déplor)\w*\s+(?:the|la|le|l[’']|this|cette|its)\s*(?:[\w-]+\s+)?$"
)
LATER = pattern(r"(?<!\w)(?:but|before|after|mais|avant|après)(?!\w)")
APPOSED = pattern(r",\s+(?:\w+(?:ly|ment)\s+)?$")
SPOKEN = pattern(any_word("spoken"))
IN_QUOTATION = pattern(r"[“«\"][^”»\"]*$")
HAD_IN_RELATIVE = pattern(
    r"(?<=\w)\s+(?:which|that|qu[e’'])\s*[^,;:]{2,60}\s(?:had|avai(?:t|ent))\s+(?:\w+ly\s+|\w+ment\s+)?$"
)
IN_RELATIVE = pattern(r"(?<!\w)(?:which|who|that|qui)\s+[^,;:]{0,100}$")
# "the day after the fall of", "la veille de la prise de", "two days before the fall of"
COUNTED_FROM = pattern(
    r"(?<!\w)(?:(?P<day>the day after|the day before|(?:à |a )?la veille|(?:au |le )?lendemain)(?:\s+d(?:e|u|es"
    r"|[’'])\s*|\s+)"
    r"|(?:[\w-]+\s+){1,2}(?P<side>after|before|après|avant)\s+)(?:the |its |their |la |l[’']|le |leur |son "
    r"|sa )?(?:\w+ )?$"
)
LESS_THAN = pattern(r"(?:less than|under|fewer than|moins d(?:e|[’']))")
# "two hours after the truce was to begin", "une heure après l'allocution"
FROM_IT = pattern(r"\s+(?:after|before|later|earlier|après|avant|plus tard|plus tôt)(?!\w)")
IT_CAME = pattern(
    r"(?<!\w)(?:came|comes|happened|occurred|took place|est survenue?|est intervenue?"
    r"|s[’']est produite?)\s+(?:just |only )?$"
)
# what stands between a length of time and what came so long before; an apposition may be between
AFTER_IT = pattern(r"\s*(?:after|après)\b[^,;:]{0,110}")
AFTER_THEM = pattern(r"\s*(?:after|après)\b[^,;:]{3,60},\s[^,;:]{3,90},\s+(?:(?:had|avaient|ont)\s+)?")
AFTER_HAD = pattern(
    r"\s*,?\s*(?:(?:hours|shortly|soon|just|peu|juste)\s+)?(?:after|après)\s(?:[^.;:,]{1,60}?\s)?"
    r"(?:had|having|avoir|eurent|eut|avai(?:t|ent))\s+(?:been |été |\w+ly )*"
)
# "X, captured by the rebels last week, was": the day is of what the aside tells
PARTICIPLE_ASIDE = pattern(
    r",\s+(?:(?:re)?captured|seized|(?:re)?taken|(?:re)?won|held|lost|fallen|overrun|occupied|abandoned|evacuated|destroyed"
    r"|(?:re)?prise?s?|(?:re)?conquise?s?|tombée?s?|occupée?s?|enlevée?s?|libérée?s?|perdue?s?|détruite?s?"
    r"|abandonnée?s?|évacuée?s?)\s[^,;:]{3,90},"
)
HAD_BEHIND = pattern(
    r",\s+(?:dont|qu[e’']|qui|où|which|that|who|where)(?!\w)[^.;:]{0,60}?(?<!\w)"
    r"(?:(?:s[’'])?(?:avai(?:t|ent)|étai(?:t|ent))|had)(?!\w)[^,.;:]{0,60}$"
)
COMMA = pattern(r"\s*,\s*")
# "had previously agreed to", "avaient auparavant signé": on no day that the story tells of
PREVIOUSLY = pattern(r"(?<!\w)(?:previously|formerly|in the past|auparavant|précédemment|par le passé|naguère)(?!\w)")
# what tells, right before or right after a day: "said in a statement on Saturday", and "on Saturday said"
SAID_BEFORE = pattern(
    rf"(?<!\w){any_word('telling_verbs')}"
    r"(?:\s+(?:(?:the |le |la |l’)?(?:[A-Z]\w+ )?(?:[Pp]arliament|assembly|Senate|Congress|[Cc]ouncil|parlement"
    r"|assemblée|sénat|press|presse)|reporters|journalists|[A-Z]{2,7}|Reuters|(?:the|la) BBC|à l’AFP|(?:in|during"
    r"|dans|par) [^,.;]{1,25}))?"
    r",?"
    r"\s*(?:(?:late|early|on|in|ce|dès|encore)\s*)*$"
)
# "said that on Monday it had taken X"
THAT_BEFORE = pattern(r"(?<!\w)(?:that|que|qu[’'])\s*(?:(?:late|early|on|in|ce|dès)\s+)*$")
# "clashes were reported on Monday": of that day, for all that is said
IS_REPORTED = pattern(
    r"(?:was|were|been|being|été|étaient|était)\s+(?:\w+ly\s+)?"
    r"(?:reported|heard|signalée?s?|rapportée?s?|entendue?s?)"
)
SAID_AFTER = pattern(rf"\s*(?:(?!(?:and|but|et|mais)\s)\w+\s+)?{any_word('telling_verbs')}(?!\w)(?!\s+to\b)")
SOMEBODY_SAID = pattern(
    rf"\s*,?\s*(?:(?!(?:and|but|et|mais|as|when|after)\b)[\w’'-]+\s+){{1,5}}?(?:had\s+|avai(?:t|ent)\s+)?{any_word('telling_verbs')}"
    r"\s+(?:that\s+|qu[e’']\s*)?(?:it|its|they|their|ses|elle|ils?|sa|leurs?|avoir|s[’'])(?!\w)"
)
DEADLINE_OF = pattern(r"(?:deadline of|by)\s*$")
# "dès mercredi": on Wednesday already
AS_EARLY_AS = pattern(r"(?<!\w)(?:dès|as early as|from)\s+(?:the |le |la |l[’'])?$")
# "the first convoy since Monday", "le premier depuis lundi"
SINCE_WHEN_FIRST = pattern(
    r"(?<!\w)(?:first|worst|largest|biggest|deadliest|heaviest|fiercest|most \w+|premi(?:er|ère)s?|pires?"
    r"|plus (?:\w+ ){1,2})(?!\w)[^.;:,]{0,40}(?<!\w)(?:since|depuis)\s+(?:the |le |la |l[’'])?$"
)
# "2011-2012 Syrian uprising: ...": the years of a war, over what happened in it
LABEL_OF_WAR = pattern(
    r"\s*(?:[–-]\s*)?(?:[\w’'-]+\s+){1,5}?(?:war|uprising|crisis|conflict|unrest|protests|insurgency|rebellion|revolution"
    r"|offensive|campaign|guerre|crise|conflit|révolution|soulèvement)\s*:"
)
# "on Tuesday as rebels", "mardi lorsque": what goes on meanwhile is of that day
MEANWHILE = pattern(r"\s*,?\s*(?:as|when|while|lorsqu[e’']|quand|alors qu[e’']|tandis qu[e’'])\s?[^.;:,]{0,60}")
OPENS_IN = pattern(
    r"\W*(?:in|during|dans|lors d(?:e|[’'])|au cours d(?:e|[’']))\s*(?:(?:an?|the|this|une?|la|le|l[’']|cette"
    r"|cet|ce)\s*)?(?:[\w-]+\s+){0,3}?"
)
# "Before a truce begins on", "Ahead of talks on": the day of what comes later
OPENS_BEFORE = pattern(
    r"\W*(?:(?:just|shortly|hours|days|a day|peu|juste|quelques heures|quelques jours)\s+)?"
    r"(?:before|ahead of|prior to|avant|à la veille d)(?!\w)"
    r"(?!\s+(?:dawn|day ?break|sunrise|noon|midday|midnight|nightfall|dusk|l[’']aube|midi|minuit|le lever))\s+\w[^,;:]*"
)
# "killed on Monday in an explosion": between the deaths and what caused them
IN_WHAT = pattern(
    r"[^.;:]{0,60}?\s(?:in|during|by|dans|par|lors d[e’']|au cours d(?:e|[’']))\s*(?:[\w-]+\s+){0,2}(?:l[’'])?"
)
WHICH_AFTER = pattern(r",\s+(?:which|that|where|qu[e’']|qui|dont|où)(?!\w)")
SAYING_THAT = pattern(
    r"(?<!\w)(?:saying|claiming|declaring|arguing|alleging|disant|affirmant|déclarant|assurant)\s+(?:that\s+|qu[e’']\s*)?"
    r"[^,;:“”\"]{2,60}?\s(?:was|were|is|are|had|has|have|would|will|a|ont|avai(?:t|ent)|étai(?:t|ent)|est|sont)\s"
)
# "on February 8 and 10", "les 25, 28 et 29 octobre": days and no span
MORE_DAYS = pattern(
    r"(?:\s*(?:,\s*(?:and|et)|,|and|et|&)\s*(?:(?:le|the)\s+)?\d{1,2}(?:er|st|nd|rd|th)?(?![\w.,]*\d))+"
)
BETWEEN = pattern(r"(?<!\w)(?:between|from|entre|du)\s+(?:le\s+|the\s+)?$")
RESPECTIVELY = pattern(r"(?<!\w)(?:respectively|successively|in turn|respectivement|successivement|tour à tour)(?!\w)")
# "Dessie et Kombolcha le 6": a day of the month told before
BARE_DAY = pattern(
    r"(?:\s+(?:et|and)\s+(?-i:[A-ZÀ-Þ])[\w’-]+)?\s+(?:le|on the)\s+"
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?(?=\s*[.,;]"
    r"|\s+(?:et|and|puis|par|by)\b)"
)
# what stands between a noun and the subject of the next clause
# "X, the regional capital, on Friday": what stands between a place of a list and its own day
_ITSELF = r"\s+(?:itself|lui-même|elle-même|too|aussi|in turn|à son tour)"
ITSELF_ON = pattern(rf"{_ITSELF}\s+(?:on\s+|le\s+)?")
ITS_DAY = pattern(
    rf"(?:{_ITSELF})?"
    r"\s*(?:,\s+(?!and\s|et\s|puis\s)[^,.;]{3,70},|,)?\s*(?:on\s+|le\s+)?"
)
LISTED_DAY = pattern(r"(?<!\w)(?:then|puis|and|et)\s*,?\s+(?:on\s+)?$")
# "bombed X on Wednesday and, on Thursday, a power station at Y"
ITS_THING = pattern(
    r"\s*,?\s+(?:an?|the|une?|la|le|les|des|l[’'])\s*[^,.;:]{3,50}?\s"
    r"(?:in|at|near|à|au|près de|de|d[’'])\s*(?:the |la )?"
)
# "the rebels, as X renamed them last month, walked in": what stands apart has a day of its own
OPENS_ASIDE = pattern(r"\s+(?:as|comme)\s(?=\w)[^,]*$|\s+[\w’-]{2,}(?:ée?s?|ed)\s[^,]*$")
# "la veille, lundi soir": which day that was
OTHER_DAY = pattern(
    r"(?:la veille|le lendemain|le surlendemain|the day (?:before|after)|the (?:next|previous|following) day)(?!\w)"
    r"[\w\s]*"
)
AFTER_COMMA = pattern(r"[^,.;:]{3,60},\s+(?:the |les? |la |l[’'])?")
# "heure de Paris", "Moscow time"
CLOCK_OF = pattern(r"(?<!\w)heures? (?:locale )?(?:de|d[’'])\s*$")
CLOCK = pattern(r"\s+(?:local\s+)?time(?!\w)")
# "on Tuesday after rebels": what comes after the day came before it
AFTER_THAT = pattern(r"\s*,?\s*(?:(?:hours|shortly|soon|just|peu|juste)\s+)?(?:after|following|après)\s[^.;:,]{0,60}")
# the pluperfect and such look back from where the story is
LONG_BEFORE = pattern(
    r"(?<!\w)(?:had|avai(?:t|ent)|étai(?:t|ent)|earlier|previously|previous|first|once|before|auparavant|years|ago|since)(?!\w)"
)
LASTED = pattern(
    r"(?<!\w)(?:for|over|pendant|durant|depuis)\s+(?:the (?:past|last)\s+|des\s+|plusieurs\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:years|decades|months|weeks|années|ans|mois|semaines|décennies)(?!\w)"
)
# "X fell, and on the 31st the garrison of Y fled": a day that opens a clause
OPENS_CLAUSE = pattern(
    r"\w\s*,?\s+(?:and|but|then|et|mais|puis|while|tandis qu[e’']|alors qu[e’'])\s*,?\s*(?:on\s+|le\s+|in\s+|en\s+)?$"
)
# "avaient pris", "s'étaient emparés": what was done
HAS_DONE = pattern(
    r"(?<!\w)(?:ont|a|avai(?:t|ent)|eurent|s[’'](?:est|étai(?:t|ent))|se sont|étai(?:t|ent))\s+(?:été\s+)?"
    r"(?:[\w]+ment\s+)?$"
)
# "troops deployed to X are due on Friday"
DUE_THEN = pattern(r"(?<!\w)(?:is|are|was|were)\s+(?:due|expected|scheduled|to)(?!\w)")
NOT_DONE = pattern(
    r"(?<!\w)(?:to|will|would|shall|should|could|may|might|must|being|be|is|are|the|an?|its|their|if|once)\s+(?:\w+ly\s+)?$"
)
# "have occupied X since Friday", "has been under their control since": taken then, and held
HOLDS_ON = pattern(
    r"occup\w+|(?:(?:has|have|had)\s+)?(?:been|is|are)\s+(?:(?:now|entirely|firmly|fully|back)\s+)*(?:under|in)(?!\w)"
    r"|(?:est|sont|était|étaient)\s+(?:[\w’-]+\s+){0,3}?(?:sous|aux|entre)(?!\w)"
)
