"""The patterns by which words are a trigger or not, made of the word classes in ``grammar.toml``."""

from __future__ import annotations

import re

from mapkit.events.grammar import THE, any_word, pattern

NO_AUXILIARY = re.compile(r"(?<!\w)IS(?=\s)")
PASSIVE = pattern(rf"(?<!\w){any_word('auxiliaries')}\s+(?:{any_word('adverbs')}\s+){{0,2}}(?:[“\"‘«]\s*)?$")
# "was stormed and taken by rebels"
PASSIVE_TOO = pattern(
    r"(?<!\w)(?:was|were|been|being)\s+(?:\w+ly\s+)?\w+ed(?:,\s+\w+ed)?\s+(?:by\s+\w+\s+)?and\s+(?:then\s+|finally\s+|later\s+|partly\s+)?$"
)
# "l'armée se retire": a verb, and no noun
SE_BEFORE = pattern(r"(?<!\w)(?:se\s+|s[’'])$")
# French verbs whose past is made with "être" are no passives: "se sont retirés", "sont entrés"
REFLEXIVE = pattern(r"(?<!\w)(?:s[’']|se\s|nous\s)\s*(?:\w+\s+){0,3}$")
# "X became the third town to be taken"
BECAME_ONE = pattern(
    r"\s+(?:became|has become|is|was)\s+(?:the|its|their)\s+(?:[\w-]+\s+){1,5}?to\s+(?:be|have been)\s+"
)
SET_APART = pattern(rf"\s*,\s*(?:{any_word('adverbs')}\s+)*")
ENDS = pattern(r"\s*[,.;]")
INTO_HANDS = pattern(r"(?<!\w)(?:to|into|hands?|mains|contrôle|control|pavillon|coupe|under|sous)(?!\w)")
LEAVES = pattern(r"(?:left|leav|depart|quit)")
WITH_ETRE = pattern(any_word("verbs_with_etre"))
FOLLOWED_BY = pattern(r"\s+(?:by|par)\s")
RELATIVE = pattern(r"\s*,?\s*(?:which|that|qui)(?!\w)")
COMPOUND = pattern(rf"\s+{any_word('compound_heads')}(?!\w)")
DETERMINED = pattern(rf"(?<!\w)(?:{any_word('determiners')}|of|recent)\s+(?:\w+\s+)?$|(?<!\w)l[’'](?:\w+\s+)?$")
# what stands before a noun and never before a verb in the present
# "helped the army retake X"
HELPS = pattern(
    r"(?<!\w)help(?:ed|s|ing)?\s+(?:[\w’-]+\s+){0,3}?(?!(?:the|an?|its|their|his|this|that|some|all)\s)[\w’-]+\s+$"
)
NOUN_BEFORE = pattern(
    rf"(?<!\w){any_word('determiners', 'before_nouns')}\s+(?:(?!{any_word('before_verbs')}\b)[\w-]+(?<!ly)\s+)?$"
    r"|(?<!\w)(?:l|d)[’']$|[’']s\s+$"
)
# "its allies capture the town": who they are, whatever determiner they have
PLURAL_BEFORE = pattern(r"(?<!\w)[a-z]{3,}(?<!s)s\s+$")
# "have taken four towns, X, Y and Z"
SEVERAL = pattern(rf"\s+(?:{any_word('about')}\s+)?{any_word('amounts')}(?!\w)")
# what stands before a verb in the infinitive or the present
VERB_BEFORE = pattern(
    rf"(?:(?<!\w){any_word('before_verbs')}\s+|n[’']t\s+|(?<!\w)d[’'])(?:(?:{any_word('adverbs')}|les?|la)\s+)*$"
)
# words that are no nouns: "rebels in the north take X"
NEVER_NOUN = pattern(
    r"(?:take|retake|seize|enter|lose|overrun|overruns|liberate|occupy|abandon|flee|expel|oust|recapture|regain|reclaim|reoccupy)s?(?!\w)"
)
HAS_OBJECT = pattern(r"\s+(?:the|an?|their|its|several|two|three|four|most|all|control)\s")
# "l'UPC, milice hema, contrôle X", "the UPC, a Hema militia, controls X"
DESCRIBED_BY = pattern(
    r",\s(?:(?:an?|the|une?|la|le|les|l[’'])\s*)?(?:[\w-]+\s){0,3}(?:militia|group|movement|milice|groupe|mouvement|faction|branche"
    r"|branch|wing|alliance|coalition)(?:\s[^,;:.]{2,50})?,\s+"
)
ADVERBS = pattern(rf"\)?,?\s*(?:{any_word('adverbs')}\s+)*")
# "une partie des chauffeurs", "de grandes parties du nord": no departure
A_PART = pattern(
    rf"(?<!\w)(?:{any_word('determiners')}|grandes?|de|en|plusieurs|toutes?|petite|majeure)\s+parties?(?:\s+d(?:u|es?|[’']))?$"
    r"|(?<!\w)(?:sa|leur|quelque|autre|de|à)\s+part$"
)
# forms of French verbs that no noun shares
NO_NOUN = pattern(
    r"(?:\w+(?<!m)ent|quitte(?!\s+à\b)|évacue|libère|reprend|prend|perd|reconquiert|conquiert|tient|détient)(?!\w)"
)
# whom an active verb of killing kills: "killed at least nine people", "killing a soldier"
KILLS_SOMEBODY = pattern(
    rf"\s+(?:(?:and|or|et|ou)\s+\w+\s+)?(?:{any_word('about', 'determiners', 'amounts', 'victims')}(?!\w)|(?-i:[A-Z]))"
)
# "overran a Golan Heights crossing": a place
A_CROSSING = pattern(r"(?<!\w)(?:an?|the|this|that|another|key|main|border|its)\s+(?:(?-i:[A-Z])[\w’-]+\s+){0,3}$")
# "militants on the Gaza Strip": where they are
WHERE_THEY_ARE = pattern(
    r"\s+(?:in|on|from|near|around|of|at|along|en|au|à|dans|de)\s+(?:the |la |le |l[’'])?(?:[\w-]+\s+){0,2}?"
)
AFTER_WHAT = pattern(r"(?<!\w)(?:after|following|amid|during|despite|by|in|of)\s+(?:(?!the\b|an?\b)\w+(?<!s)\s+)?$")
THE_RIGHT_BEFORE = pattern(r"(?<!\w)(?:la|une|cette|sa|leur|toute)\s+$|(?<!\w)l[’']$")
WITH_AVOIR = pattern(
    rf"(?<!\w)(?:(?:n|l|d|m|qu|s)[’'])?(?:a|ont|avait|avaient|aurait|auraient|aura|auront|ayant|avoir|ai|avons|avez|eut|eurent)\s+"
    rf"(?:(?:{any_word('adverbs')}|[\w’-]+)\s+){{0,3}}(?:[“\"‘«]\s*)?$"
    r"|(?<!\w)(?:a|ont|avait|avaient|aurait|auraient|ayant|avoir)\s+[^.;:]{2,70}(?:,|(?<!\w)(?:et|puis|ou|mais))\s+(?:\w+ment\s+)?$"
)
SUBJECT = pattern(rf"\W*(?:(?:the|la|le|l[’'])\s*(?:\w+\s+)?(?:{any_word('place_nouns')}\s+)?(?:of|de|d[’'])?\s*)?")
APART = rf"(?:\s+{any_word('areas')})?\s*,[^.;:]{{3,140}},\s+"
STANDS_APART = pattern(APART)
DESCRIBED = pattern(
    rf"{APART}"
    rf"(?:(?:{any_word('auxiliaries', 'perfect', 'adverbs')})\s+)+(?:to be\s+)?"
)
# "en a chassé", "y sont entrés": a pronoun for the place
THERE = pattern(
    rf"(?<!\w)(?:(?:en|y)\s+(?:(?:étai(?:t|ent)|{any_word('auxiliaries', 'perfect', 'adverbs')})\s+)+|(?<!il )y\s+)$"
)
# "the garrison of X surrendered": who holds it gives it up
GARRISON = pattern(
    r"(?<!\w)(?:garrison|defenders|garnison|défenseurs)\s+(?:[a-zà-ÿ]+\s+)?(?:of|in|at|de|d[’']|à)\s*(?:the |la "
    r"|l[’'])?(?:(?:town|city|ville) (?:of |de ))?(?-i:[A-ZÀ-Þ])"
)
# "les rebelles l'ont prise", "l'armée l'avait quittée": the place
IT_BEFORE = pattern(
    rf"(?<!\w)l[’'](?:a|ont|avai(?:t|ent)|aurai(?:t|ent)|aura|auront|ayant|avoir)\s+(?:{any_word('adverbs')}\s+)*$"
)
IT_TO = pattern(
    r"(?<!\w)(?:de|à|pour|sans)\s+(?:l[’']|l[ae]\s+)$"
    r"|(?<!\w)(?:qui|ils?|elles?|on|rebelles|soldats|troupes|forces|combattants|hommes)\s+l[’']$"
)
NO_PLACE_TAKEN = pattern(r"(?:captur|arrêt|libér|pris en|remis en)")
# "Kaya followed on Monday", "Kaya a suivi lundi"
TAKEN_BEFORE = pattern(
    r"(?<!\w)(?:tombée?s?|prise?s?|reprise?s?|conquise?s?|capturée?s?|libérée?s?|occupée?s?|investie?s?|enlevée?s?)(?!\w)"
)
SO_TOO = pattern(r",?\s+l[’'](?:a|ont|avai(?:t|ent)|ayant)\s+$")
FOLLOWS = pattern(r"follow|suiv|[\w-]+\s+(?:the\s+same|a\s+similar|le\s+même)\s+(?:fate|sort)\b")
ITS_SUBJECT = pattern(
    r"(?:\s+(?:(?:oil|gas|military|air)\s+)?(?:oil ?field|field|airport|airfield|base|camp|junction|refinery))?"
    r"(?:\s*,\s[^,;]{3,80},)?\s+(?:(?:has|have|had|also|soon|then|quickly|a|ont|avait|avaient|aussi|vite)\s+)*"
)
OPENS = pattern(
    r"\W*(?:and|then|et|puis)?\s*(?:(?:the )?(?:town|city|village|port) of |la (?:ville|localité) (?:de |d[’']))?"
)
# "X, où les rebelles sont entrés"
WHERE_THEY = pattern(r",?\s+(?:où|where)\s+[^,;:.]{2,60}$")
IT_LIES = pattern(r"\s?(?:,\s+(?:dans|au|à|en|in|near|près)\s[^,;:.]{2,40})?")
# "y ont pris des dispositions": something else
TAKES_SOMETHING = pattern(
    r"(?:re)?pris\s+(?:d(?:es|u|e la)|un|une|part|place|pied|fin|fait|leurs?|ses|soin|conscience)(?!\w)"
    # "y a pris la localité d'Al-Achara": one that has a name
    r"|\w+\s+(?:(?:la|le|les)\s+(?:[\w-]+\s+){1,3}?(?:d(?:e|u|es)\s+|d[’']))?(?-i:[A-ZÀ-Þ]|al-|el-)"
)
# "the airport, closed for years, had been seized", "la ville a été prise": what is taken is only described
ANAPHOR_IS_TAKEN = pattern(
    r"\W*(?:[^.;:]{0,80}(?:that|qu[’']|,)\s*)?(?:the|la|le|l[’']|cette|ce)\s*(?:[\w-]+ )?"
    rf"{any_word('anaphoric_nouns')}"
    rf"(?:,\s[^;:]{{3,160}})?,?\s+(?:(?:{any_word('auxiliaries', 'perfect', 'adverbs')})\s+)+"
)
# what follows "left" where it has no object
GOES = pattern(r"\s*(?:[.,;]|$)|\s{4,}|\s+(?:in|at|on|before|after|without|overnight|en|dans|avant|après|sans|au)\s")
# "departure of General X", "la visite": who leaves is a person
OF_A_PERSON = pattern(
    r"\s+(?:of|for|de|du)\s+(?:(?:the|its|their|le|la|l[’'])\s*)?(?:[\w-]+\s+){0,2}?(?:general|gen\.?|president"
    r"|prime minister|minister|mr\.?|mrs\.?|ambassador"
    r"|envoy|governor|spokesman|général|président|premier ministre|ministre|ambassadeur|m\.)\s+(?-i:[A-ZÀ-Þ])"
    r"|\s+(?:of|de)\s+(?:the |its |their |l[’'])?(?:\w+ )?(?:ambassador|ambassadeur|ambassadrice|envoy|émissaire)(?!\w)"
)
OF_CIVILIANS = pattern(
    r"\s+(?:the |its |their |all |some |les |des |ses |leurs )?(?:\d[\d,.]*\s+)?(?:[\w-]+\s+){0,2}?(?:foreigners"
    r"|civilians|citizens|nationals|diplomats|expatriates"
    r"|ressortissants|étrangers|diplomates|expatriés)(?!\w)"
    r"|\s+(?:of|de|des|d[’'])\s*(?:the |la |les |l[’'])?(?:[\w-]+\s+){0,1}?(?:civilians|residents|population"
    r"|wounded|staff|civils|habitants"
    r"|populations|blessés)(?!\w)"
)
# "aid workers evacuated to X said"
EVACUEES = pattern(
    rf"(?<!\w)(?:{any_word('civilians')}|workers|humanitaires|diplomats?|foreigners|expatriates|expatriés|diplomates)\s+$"
)
ALLIES_BEFORE = pattern(
    r"(?<!\w)(?:leaders?|allies|ally|people|partners?|officials?|party|government|dirigeants|alliés|partenaires)\s+(?:\w+ly\s+)?$"
)
# "left his home": no place that forces hold
OWN_HOME = pattern(
    r"\s+(?:his|her|their|the|my|son|sa|leur|leurs|ses|un|une|an?)\s+(?:[\w-]+\s+)?(?:homes?|houses?|office|hotel|apartment|work|workplace|school|car|domicile|maison"
    r"|maisons|bureau|hôtel|appartement|travail|voiture|école|foyer)(?!\w)"
)
# "leaving X as the only power"
AS_WHAT = pattern(
    r"[^,.;:]{2,40}?\s(?:as|with|without|vulnerable|exposed|isolated|divided|facing)\s"
    r"|[^,.;:]{2,60}?\s(?:dead|homeless|in exile|orphaned|destitute|stranded|displaced)(?!\w)"
)
# "clashed over the budget", "clashed in the Court": with words
WITH_WORDS = pattern(
    r"\s+(?:\w+ly\s+)?(?:over|about|on\s+how|in\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:Court|parliament|Senate"
    r"|council|debate)|at\s+the\s+(?:UN|United Nations))(?!\w)"
)
FALLS_DOWN = pattern(r"\s+(?:the\s+)?(?:ground|floor|knees|earth|pieces|bits|sea|death|ground level)(?!\w)")
TO_HOSPITAL = pattern(
    r"\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:hospital|clinic|meeting|school|work|church|funeral|talks)(?!\w)"
)
# "a cabinet that will take power": no seizure
IN_OFFICE_NEXT = pattern(
    r"(?<!\w)(?:cabinet|government|president|prime minister|parliament|administration"
    r"|council)\s+(?:\w+\s+){0,4}?(?:will|would|is to|are to|to)\s+$"
)
PERSON_OBJECT = pattern(r"\s+(?:them|him|her|us|himself|herself|themselves)(?!\w)")
GOES_OUT = pattern(r"(?:driv|drov|push|chas|throw|threw|kick|flush)\w*\s+(?:back\s+)?out(?!\w)")
NO_OBJECT = pattern(r"\s*(?:again|later|soon|hours later)?\s*[.,;]")
DROVE_FROM = pattern(r"(?:drove|drives?|pushed|push(?:es)?)\s+(?:from|out\s+of)")
HAS_AUXILIARY = pattern(r"(?<!\w)(?:ha[sd]|have|having|a|ont|avai(?:t|ent)|ayant)\s+(?:\w+\s+)?$")
# "transferring the antiquities to": no place
ANTIQUITIES = pattern(
    r"\s+(?:the|some|all|its|their|several|most|those|des|les|ses)\s+(?:[\w-]+\s+){0,2}?(?:antiquities|artefacts|artifacts|statues|treasures|manuscripts"
    r"|patients|wounded|injured|exhibits|collections?|antiquités|manuscrits|blessés|malades)(?!\w)"
)
PEOPLE = pattern(
    r"(?<!\w)(?<!mains )(?<!hands of )(?<!to )(?:\d+|an?|the|une?|deux|trois|quatre|cinq|six|dix|two|three|four"
    r"|five|ten|dozens of|several|plusieurs"
    r"|des|les)\s+(?:[\w-]+\s+){0,2}"
    r"(?:soldats?|soldiers?|combattants|fighters?|residents|habitants|bodies|corps|people|personnes|refugees|réfugiés"
    r"|civilians|civils|prisoners|prisonniers|men|children|enfants)(?!\w)"
)
ATTRIBUTE = pattern(
    r"(?<!\w)(?:\d+|two|three|four|five|six|ten|several|some|dozens of|a|an|the|its|their|other|all)\s+$"
)
NOUN_NEXT = pattern(r"\s(?!by\b|in\b|on\b|at\b|near\b|and\b|the\b|a\b|an\b|its\b|their\b|to\b|with\b|of\b)[a-z]{3,}")
MOVERS = pattern(rf"(?<!\w)(?:{any_word('convoys')}|reinforcements?|renforts?)(?!\w)")
STARTS = pattern(r"(?:start|resum|carr|transport)")  # "rebels started withdrawing"; a convoy starts
CAPTIVES = pattern(rf"(?<!\w){any_word('captives')}(?!\w)")
CAPTIVES_AFTER = pattern(
    rf"\s+(?:(?:the|its|their|les|des|\d[\d,.]*|{any_word('about', 'amounts')})\s+)*(?:[\w-]+\s+){{0,2}}"
    rf"{any_word('captives')}(?!\w)"
)
OF_A_THING = pattern(
    r"\s+(?:of|de|d[’']|des|du)\s*(?:(?!(?:in|at|near|outside|à|dans|en)\b)[\w’'-]+\s+){1,5}?"
    r"(?:in|at|near|outside|à|dans|en)\s+(?:the |la |le |l[’'])?"
)
# "captured Mohamed al-Xyz": a name of several words that no place has
NAMES_SOMEBODY = pattern(
    r"\s+(?-i:[A-ZÀ-Þ])[\w’-]+\s+(?:(?:(?:al|el|ben|bin|ibn|ould|ag|de|von|van)[\s-])?(?-i:[A-ZÀ-Þ])[\w’-]+\s*){1,3}(?=,|(?<=\s)(?:in|on|at|near|à|en|dans|lundi"
    r"|mardi|mercredi|jeudi|vendredi|samedi|dimanche|and|et|after|après)\b|\.)"
)
CAPTURE_OF_SOMEBODY = pattern(
    rf"capture\s+(?:of|de|d[’'])\s*(?:(?:an?|the|une?|le|la|l[’']|des)\s*)?[«“\"]?\s*(?:[\w-]+\s+){{0,2}}?{any_word('captives')}(?!\w)"
)
AT_SOMEBODY = pattern(r"(?<!\w)s[’']en\s+(?:(?:est|sont|était|étaient)\s+)?$")
CAPTURES = pattern(r"captur")
SOLDIERS_AFTER = pattern(
    rf"\s+(?:{any_word('about')}\s+)?(?:\d[\d,.]*|{any_word('amounts')}|several|plusieurs|des|some|many)\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?:soldats?|soldiers?|policiers|policemen|militaires|hommes|men|combattants|fighters|rebels|rebelles|civils|civilians|villageois"
    r"|villagers|personnes|people|miliciens|gendarmes|pilotes?|pilots?|officiers?|officers?|militants|insurgents|troops)(?!\w)"
)
# "men captured by the army"
# "the 120 policemen who guarded the town were killed or captured"
MEN_WHO = pattern(
    r"(?<!\w)(?:soldiers|troops|policemen|officers|men|fighters|rebels|militants|soldats|policiers|gendarmes|militaires|hommes|combattants|rebelles)"
    r"\s+(?:qui|who|that|defending|guarding|manning)\s[^,.;:]{3,70}?\s(?:were|was|have been|had been|ont été"
    r"|avaient été|sont|furent)\s+"
    r"(?:[\w-]+\s+(?:ou|or|et|and)\s+)?$"
)
MEN_BEFORE = pattern(
    r"(?<!\w)(?:men|people|persons|suspects?|militants?|jihadists?|fighters|leaders?|commanders?|hommes|personnes|d?jihadistes?|chefs?|cadres?"
    r"|combattants|terroristes|terrorists)\s+$"
)
CAPTIVES_BEFORE = pattern(rf"(?<!\w){any_word('captives')}\s+$")
# "captured 20% of the territory": what was gained in all
# "two others were captured in the assault": people
ARE = pattern(rf"\s+(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)+")
PEOPLE_ARE = pattern(
    rf"(?<!\w)(?:{any_word('amounts')}\s+)?(?:others?|men|people|suspects|militants|fighters|soldiers|rebels|members|leaders"
    rf"|gunmen|autres|hommes|personnes|combattants|soldats|rebelles|membres)\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)+$"
)
A_SHARE = pattern(
    rf"\s+(?:back\s+)?(?:{any_word('about')}\s+)?(?:an estimated\s+)?\d[\d.,]*\s*(?:%|percent|per ?cent|pour ?cent)"
)
SOLDIERS_BEFORE = pattern(r"(?<!\w)(?:soldiers|troops|men|officers|soldats|militaires|hommes)\s+$")
# "seized a car bomb in X": something else than X is seized
LOCATED = pattern(
    rf"\s+(?:an?|the|some|its|their|une?|des|les?|la|{any_word('about', 'amounts')})\s+[^,;]{{3,60}}?"
    r"\s(?:in|at|near|outside|à|dans|près de|en)\s+(?:the |an? |la |le |l[’'])?(?:[\w-]+\s+){0,3}$"
)
PREPOSITION_AFTER = pattern(rf"\s+{any_word('prepositions')}(?!\w)|\s*[,.;:]|\s+(?:by|par|that|which)\b")
# "backed by armoured vehicles", "in trucks": no subject
OBLIQUE = pattern(r"(?<!\w)(?:by|with|in|aboard|par|avec|dans|à bord d[eu’])\s+(?:[\w-]+\s+){0,3}$")
WEAPON_BEFORE = pattern(
    rf"(?<!\w){any_word('weapons')}\s+(?:(?:in|at|near|on|outside)\s+[^,.;]{{2,25}}\s)?(?:(?:also|then|later)\s+)?$"
)
WEAPON_ACTS = pattern(r"(?:explode|detonate|kill|wound|injure|hit|strike|target|land|slam|rip|destroy)s?$")
# "a bridge, over which aid had come, was destroyed"
ITS_RELATIVE = pattern(
    r",\s+(?:(?:over|by|on|through|par|sur)\s+)?(?:which|that|whose|where|qui|dont|que|où|lequel|laquelle|lesquels)\s[^,.;]{3,120},\s"
)
EQUIPMENT = pattern(rf"(?<!\w){any_word('equipment')}(?!\w)")
WHERE_ABOUT = pattern(
    r"(?<!\w)(?:in|at|near|on|outside|around|from|inside|into|à|aux?|dans|(?:près|non loin|en face) d(?:e|u|es)"
    r"|devant|derrière|vers"
    r"|sur)\s+"
    rf"{THE}(?:[\w-]+\s+){{0,2}}?$"
)
# "when rebels finally took X, it was after months of fighting last year"
# "were left without water", "cannot be left unanswered": nobody leaves
LEFT_SO = pattern(
    r"\s+(?:without(?! (?:(?:a|any|much|further|firing|putting up|real|serious) )*"
    r"(?:fight(?:ing)?|shots?|resistance|struggle|battle|combat|opposition)\b)|with|unanswered|unpunished|unguarded|unattended|untouched|unprotected|dead|wounded|injured|homeless"
    r"|stranded|in (?:ruins|tatters)|vide|sans(?! (?:combat|coup férir|résistance|(?:aucune|la moindre|grande"
    r"|un coup))))\b"
)
# "armed resistance to the coup": only names it
AGAINST_THE = pattern(
    r"(?<!\w)(?:resistance|opposition|reaction|response|opposed|protests?) (?:to|against|at) (?:the |last \w+[’']s )?$"
)
# "a pause in the fighting", "l'arrêt des combats": none goes on
OFFICE_OF = pattern(
    r"(?<!\w)(?:minist(?:ry|ère)|agency|agence|authorities|autorités|media|médias?|administration|télévision|television)"
    r"\s[^.,;:]{2,60},\s+$"
)
# "hors de combat", "took it without a fight"
NO_COMBAT = pattern(
    r"(?<!\w)(?:hors de |(?:(?:without|sans)|with (?:barely|hardly|scarcely))\s+(?:an?\s+|any\s+"
    r"|much\s+)?(?:[\w-]+\s+)?)$"
)
# "the collapse of his offensive", "help against the offensive", "a counter-attack was being prepared"
OF_AN_OFFENSIVE = pattern(
    r"(?<!\w)(?:(?:collapse|end|failure|halt|suspension|defeat|effondrement|échec|fin|arrêt)\s+(?:of|to|de|d[’'])"
    r"|(?:help|aid|support|protection|aide|soutien)\s+(?:against|contre))\s*"
    r"(?:(?:the|his|its|their|an?|le|la|sa|son|leur)\s+|l[’'])?(?:[\w’-]+\s+){0,2}$"
)
IN_PREPARATION = pattern(r"\s+(?:was|were|is|are) (?:still )?being (?:organi[sz]ed|prepared|planned|readied)(?!\w)")
PAUSE_IN = pattern(
    r"(?<!\w)(?:pause|lull|halt|end|break|stop|cessation|suspension|respite|let-up|arrêt|fin|trêve|accalmie)\s+"
    r"(?:immédiate\s+)?(?:in|to|of|from|d(?:e|es|ans|u)|à)\s*(?:the |all |les? |la |l[’'])?(?:\w+\s+)?$"
)
# "moved to end the crisis": no journey
MOVES_TO_DO = pattern(
    r"mov(?:e|es|ed|ing) to\s+(?:patch|end|ban|stop|halt|block|reassure|calm|distance|cut|curb|impose|freeze|extend"
    r"|protect|prevent|restore|improve|dismiss|defuse|seal|tighten|contain|quell|crush|replace|reform|normali[sz]e|strengthen|limit|suspend|revoke)"
    r"(?!\w)"
)
# "a group of judges had been sent": no deployment of a force
# "marching to demonstrate their anger": no force
DEMONSTRATES = pattern(
    r"march\w*\s+(?:to\s+(?:demonstrate|protest|demand|show|express|mark|commemorate|denounce|condemn|support)"
    r"|in\s+protest|against|for)(?!\w)"
)
GOES_HOME = pattern(
    r"\s*(?:back\s+)?(?:in)?to\s+(?:our|their|his|her|my)\s+(?:[\w-]+\s+)?(?:homes?|houses?|villages?|families)(?!\w)"
)
DIPLOMATS = pattern(
    r"(?<!\w)(?:delegations?|envoys?|diplomats?|ministers?|negotiators?|mediators?|were killed|was killed"
    r"|délégations?|émissaires?"
    r"|négociateurs?)\s+(?:\w+\s+){0,3}$"
)
# "chased from their villages": people, and no force
FROM_HOME = pattern(
    r"(?:\s+(?:out of|off|from|de|hors de)|(?<=from)|(?<=of)|(?<=off))\s+(?:their|leurs?)\s+(?:[\w-]+\s+)?"
    r"(?:homes?|villages?|houses?|land|lands|maisons?|domiciles?|foyers?|terres?)(?!\w)"
)
WORDS_OF_TRADE = pattern(
    r"(?<!\w)(?:acqui(?:re|res|red|sition)|merger|takeover|shares?|shareholders?|stocks?|investors?|billion|profits?|sales|retailer"
    r"|airline|bank|actionnaires?|rachat|milliards?|bourse)(?!\w)"
)
HAS_DONE = pattern(r"\s+(?:ha[sd]|have|a|ont|avai(?:t|ent))\s+(?:\w+ly\s+|\w+ment\s+)?")
# "the bodies of five victims had arrived"
BODIES = pattern(
    r"(?<!\w)(?:bodies|remains|corpses|victims|casualties|wounded|injured|patients|corps|dépouilles|blessés|victimes)"
    r"(?:\s+(?:of|de|des)\s[^.;]{2,40}?)?(?:,[^,.;]{2,50},)?\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
# "troops aided by airstrikes"
AIDED_BY = pattern(
    r"(?<!\w)(?:aided|backed|supported|helped|assisted|covered|protected|appuyée?s?|soutenue?s?|épaulée?s?|couverte?s?)\s+"
    r"(?:by|par|de|d[’'])\s*(?:[\w.’'-]+\s+){0,5}$"
)
OPERATES = pattern(r"(?:operat|opér)")
# "travellers arrived in X said", "des habitants massés le long de la route"
TRAVELLERS = pattern(
    r"(?<!\w)(?:travell?ers|refugees|residents|witnesses|people|villagers|voyageurs|réfugiés|habitants|témoins|villageois|curieux|fidèles|badauds)\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
THINGS_LEFT = pattern(
    r"(?<!\w)(?:bombs?|mines?|explosives|booby traps|bodies|corpses|weapons|ammunition|debris|rubble|vehicles"
    r"|equipment|messages?|graffiti"
    r"|bombes?|engins|cadavres|corps|armes|munitions|véhicules|pièges)\s+(?:(?:that|which)\s+)?(?:[\w’-]+\s+){0,4}$"
    r"|(?<!\w)(?:bombes?|mines?|engins|cadavres|corps|armes|munitions|véhicules|pièges)\s+qu[e’'][^.;:,]{2,50}$"
)
ESCORTED = pattern(r"escort")
CIVILIANS_SENT = pattern(
    r"(?<!\w)(?:judges|delegations?|doctors|medics|nurses|envoys?|inspectors|investigators|journalists|diplomats?|aid|food|supplies"
    r"|patients|wounded|casualties|refugees|displaced|nationals|foreigners|expatriates|ressortissants étrangers"
    r"|expatriés|students|letters?|messages?|juges|délégations?|médecins|émissaires?|enquêteurs|journalistes|aide|vivres)\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)+$"
)
# "set off a chain of explosions": no journey
SETS_OFF = pattern(r"set(?:s|ting)? (?:off|out)(?=\s+(?:an?|the|several|huge|further|more|another)\s)")
# "the refusal to stop shooting", "during the fighting": no deed that is told
CEASES = pattern(
    r"(?<!\w)(?:évit|avert|avoid|prevent|empêch|stop|ceas|halt|suspend|quit|end(?=\s)|paus|arrêt|cess|fin)\w*\s+(?:(?:to|in|of)\s+)?"
    r"(?:the |all |its |their |des |de |d[’']|les? |ses |aux )?$"
)
# "Au cours de l'offensive, ..." only dates what follows
A_FALL_BEFORE = pattern(
    r"(?<!\w)(?:prise|chute|capture|reprise|conquête|reconquête|libération|perte|fall|seizure|loss|recapture)\s[^.;:]{2,90}$"
)
OPENS_AT = pattern(r"\W*(?:à|a|dans|au|en)\s+(?:la |l[’'])?")
ROLLS_IN = pattern(r"(?:roll|pour|stream|sweep|swept|march|storm|enter|drove|driv|entr|pénétr|fait|firent)\w*\s")
COLUMNS = pattern(
    r"(?<!\w)(?:(?:rebel|insurgent|guerrilla|jihadist|army|government|armoured|armored|tank)\s+columns?"
    r"|colonnes?\s+(?:de )?(?:rebelles?|blindée?s?|d?jihadistes?|insurgée?s?|armée?s?))(?!\w)"
)
# "des missiles tirés depuis X sont tombés": no town falls
FALLING_THINGS = pattern(
    r"(?<!\w)(?:missiles?|roquettes?|obus|bombes?|drones?|rockets?|shells?|bombs?)\s+(?:[\w’-]+\s+){0,2}?"
    r"(?:tirée?s?|lancée?s?|fired|launched)\s[^,;.]{0,60}$"
)
# "ending a truce of five months", "its commitment to the ceasefire of 1991"
# "the guarantors of the accord", "les signataires de l'accord de paix": of one made before
REFERS_TO_IT = pattern(
    r"(?<!\w)(?:guarantors?|signator(?:y|ies)|terms|violations?|spirit|breach|garants?|signataires?|termes|violations?"
    r"|respect|application|esprit|vertu)\s+(?:of|de|d[’']|du|des)\s*(?:(?:the|this|an?|l[’']|la|le|les|cet|ce|un)\s*)?(?:\w+\s+)?$"
    # "charged with enforcing the truce", "press for a cease-fire"
    r"|(?<!\w)(?:(?:monitor|enforc|polic|observ|uphold|honou?r|supervis|respect|oversee)(?:e|ing|s)?|(?:press|call"
    r"|push|plead|appeal)(?:s|ed|ing)? for"
    r"|plaid(?:e|ent|er|é|ait) pour|demande d[’'e]|since|depuis|throw(?:s|n|ing) into doubt|conformément à"
    r"|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)|respecter"
    r"|surveiller|superviser|observer|appel(?:le|lent|é|er) à)\s+"
    r"(?:(?:the|this|an?|any|l[’']|la|le|les|cet|ce|une?)\s*)?(?:[\w-]+\s+){0,2}$"
)
ENDS_IT = pattern(
    r"(?<!\w)(?:end(?:s|ed|ing)?(?:\s+(?:of|to))?|br(?:oke|oken|eaks?|eaking)|violat\w+(?:\s+of)?|breach\w*(?:\s+of)?|collapse\s+of"
    r"|commitment\s+to|observance\s+of|tore\s+up|rompu|rompt|violé|violation\s+d(?:e|u|es)|rupture\s+d(?:e|u|es))\s*"
    r"(?:the\s+|an?\s+|its\s+|their\s+|la\s+|le\s+|l[’']|une?\s+)?(?:[\w-]+\s+){0,2}$"
)
SENT = pattern(r"(?:sent|dispatched|envoyé|dépêché)")
# "driving the army back along the coast": nobody drives
DRIVES_BACK = pattern(r"(?:driv\w+|drov\w*)\s+(?:[\w’'-]+\s+){1,6}?(?:back|out|away|off)(?!\w)")
# "les rebelles, venus de X, ont pris": where they are from
COME_FROM = pattern(r"(?:venu|parti|issu|arrivé|surgi|descendu)e?s?\s+d(?:e|u|es|[’'])")
BE_BEFORE = pattern(
    r"(?<!\w)(?:est|sont|était|étaient|être|étant|sera|seront|soient|soit|serait|seraient)\s+(?:[\w-]+\s+)?$"
)
SET_OUT = pattern(r"partie?s?\s+d(?:e|u|es|[’'])")
OPENS_DURING = pattern(
    r"\W*(?:during|in the course of|amid|throughout|au cours d(?:e|es|u)|pendant|durant|lors d(?:e|es|u))\s*"
    r"(?:the|this|that|l[’']|la|les?|cette|ces|des|du)?\s*(?:[\w-]+\s+)?$"
)
DURING_IT = pattern(
    r"(?<!\w)(?:during|throughout|amid|despite|before|since|because of|pendant|durant|malgré|avant|depuis)\s+"
    r"(?:the|these|les?|la|ces)\s+$"
)
# "envahi les rues": by people, not taken by a force
INTO_STREETS = pattern(
    r"\s+(?:les?|la|the)\s+(?:rues|places?|pelouse|stade|trottoirs|terrain|streets?|pitch|stadium)(?!\w)"
)
# what is held and is no place: "the summit of X, held on Saturday"
ACCIDENT = pattern(rf"(?<!\w){any_word('accidents')}(?!\w)")
HOSTAGE_AFTER = pattern(r"\s+(?:\w+\s+){0,3}?(?:hostages?|captives?|prisoners?|captive|otages?)(?!\w)")
HOLD = pattern(r"(?:held|hold|ten[ud])\w*")
MEETING = pattern(
    r"(?<!\w)(?:summit|conference|meeting|talks|election|elections|referendum|vote|rally|rallies|ceremony|ceremonies|trials?"
    r"|cease-?fire|truce|trêve|cessez-le-feu|protests?|awards?|games|festivals?|concerts?|championships?|tournaments?|match(?:es)?|races?|sessions?|funerals?|prayers|drills"
    r"|exercises|vigils?|hearings?|primar(?:y|ies)|negotiations|exhibitions?|fairs?|celebrations?|parades?|marche?s?|olympics|prix|obsèques|funérailles|prières"
    r"|exercices|négociations|pourparlers|jeux|matchs?"
    r"|sommet|conférence|réunion|élections?|scrutin|référendum|manifestation|rassemblement|cérémonie|procès|congrès)(?!\w)[^.;:]{0,50}$"
)
# "his promise is taken with a pinch of salt"
TAKEN_SO = pattern(
    r"taken\s+(?:with (?:a|some)\s|seriously|lightly|for granted|into account|aback|as (?:an?|proof|evidence)\s|ill\b"
    r"|away\b|hostage|prisoner|captive|aboard"
    r"|to (?:(?:the|a)\s+(?:capital|city|border|coast|ship|camp|base)\b|(?-i:[A-Z]))"
    r"|(?:in)?to (?:(?:the|a|an|local|nearby|several)\s+)?(?:[\w-]+\s+)?(?:hospitals?|clinics?|morgues?|mortuary"
    r"|custody|prisons?|jails?|courts?|safety|shelters?|police)\b)"
)
# "as his heir is captured", "two commanders have been captured"
PERSON_TAKEN = pattern(
    r"(?<!\w)(?:heirs?|sons?|brothers?|wife|family|relatives|commanders?|leaders?|chiefs?|generals?|president|ministers?|officers?"
    r"|pilots?|crew|aides?|bodyguards?|héritiers?|fils|frères?|famille|commandants?|chefs?|généra(?:l|ux)|président|ministres?"
    rf"|officiers?|pilotes?|workers?|hostages?|prisoners?|detainees|civilians|journalists?|captives?|students|girls|children|women|villagers|residents|otages?"
    rf"|prisonniers?|détenus?|journalistes?|civils|employés"
    rf"|étudiants)\s+(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)+$"
)
# "ont repris mercredi à Kampala": talks go on again
GOES_ON_AT = pattern(r"repris\s{1,40}(?:à|en|dans)\s+")
# "reprennent l'offensive", "took up arms": fighting goes on
TAKES_UP = pattern(
    r"\s+(?:à\s+)?(?:l[’'](?:offensive|assaut|avantage|initiative|ascendant|habitude|entraînement)|les?\s+(?:combats?|armes|hostilités|négociations|dessus|travail|chemin"
    r"|pourparlers|cours|flambeau|relais)|la\s+(?:route|lutte|marche|mer|parole|main|tête)|leur\s+(?:marche|avancée|progression|offensive|souffle))(?!\w)"
)
PUSHED = pattern(r"(?:push|forc|beat|drive|driven|repouss|refoul)\w*(?!\w)")
STATIONED = pattern(
    r"(?:stationed|posted|garrisoned|stationnée?s?|cantonnée?s?|postée?s?"
    r"|basée?s?)(?!\w)"
)
IS_NEWLY = pattern(
    r"(?<!\w)(?:be|being|been|will|are|is|was|ser(?:a|ont)|été|être|sera(?:it|ient))\s+(?:\w+ly\s+)?$"
    r"(?<!had been )(?<!they are )"
)
HOLDS = pattern(r"(?:occup|held|hold|ten(?:ait|aient)|contrôl|controlled|détenai)")
# of the base, the quarters, "that it occupied"; not "X, which they held for a day"
WHICH_THEY = pattern(
    r"(?<!\w)(?:bases?|camps?|posts?|positions?|quarters|barracks|sites?|airfields?|airports?|buildings?|outposts?|compounds?"
    r"|towns?|villages?|areas?|territor(?:y|ies)|zones?|quartiers?|emprises?|casernes?|postes?|aéroports?|bâtiments?"
    r"|villes?|localités?|territoires?|régions?)\s+"
    r"(?:(?:that\s+|which\s+)?(?:they|it)\s+(?:had\s+|have\s+)?|qu[’'](?:il|elle)s?\s+(?:y\s+)?)$"
)
HELD_BEFORE = pattern(
    r"(?<!\w)had\s+(?:(?:been|long|once|previously)\s+)*$"
    r"|(?<!\w)(?:once|previously|formerly|long|last (?:\w+ ){1,2}(?:still )?)\s*$"
    r"|(?<!\w)(?:avait|avaient)\s+(?:été\s+)?$"
)
FIGHTING_GOES = pattern(
    r"(?<!\w)(?:combats|affrontements|bombardements|hostilités|tirs|attaques|frappes|violences|accrochages|offensives?|raids|négociations"
    r"|pourparlers|discussions|cours|vie|travail|trafic)\s+(?:[\w’'-]+\s+){0,4}?(?:ont|a|avaient|avait)\s+(?:[\w-]+\s+){0,2}$"
)
BUSY = pattern(r"occup\w*\s+(?:with\s|à\s+(?:(?:son|sa|ses|leurs?)\s|\w+er\b))")
WAS_OCCUPYING = pattern(r"occup(?:ait|aient)")
OCCUPIED = pattern(r"(?<!\w)occup(?:ied|ée?s?)(?!\w)")
# "130 civilian casualties", "le nombre de tués à 799"
_FIGURE = r"\d+(?:[ ,.\u00a0\u202f]\d{3})*(?!\w)"
NUMBER_BEFORE = pattern(rf"(?<![\w.,-]){_FIGURE}\s+(?:[\w’'-]+\s+){{0,2}}$")
NUMBER_OF = pattern(
    r"(?<!\w)(?:number|toll|total|count|nombre|bilan)(?: of| de| des| du| d[’'])\s?(?:[\w’'-]+\s+){0,4}$"
)
AT_NUMBER = pattern(rf"(?<!\w)(?:at|to|as|à|was|is|reached|dépasse)\s+(?:[\w’'-]+\s+){{0,3}}?{_FIGURE}")
# "41 of the pylons had been toppled": no government
THINGS_TOPPLED = pattern(r"(?<!\w)(?:pylons?|statues?|towers?|masts?|trees?|walls?|buildings?|monuments?|poles)(?!\w)")
# "the rebels walked in": into what others have just left
COMES_IN = pattern(
    r"(?:walk|march|str[io]d|stroll|r[io]d|sw[ea]r?[ep]|pour|stream|surg|swarm|flood|c[ao]m|roll|dr[io]v|mov|step|fil)\w*"
    r"\s+(?:(?:back|straight|right|calmly)\s+)?in(?!\w)"
)
