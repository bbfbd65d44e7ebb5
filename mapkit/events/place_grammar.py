"""The patterns by which the place of a trigger is found, made of the word classes in ``grammar.toml``."""

from __future__ import annotations

from mapkit.events.grammar import NO_AND, THE, TOWN_OF, WORDS, any_word, pattern

# "Nigeria's northeastern Borno state": whose name only says where the next place lies
OWNS_PLACE = pattern(r"[’']s?\s+(?:[a-z-]+\s+){0,4}")
# "The town, 50 km from A, was captured", "la ville, qui borde A, a été prise": the place told before is taken
SUBJECT_ANAPHOR = pattern(
    rf"\W*(?:the|la|le|l[’']|cette|ce)\s*(?:[\w-]+ ){{0,2}}?{any_word('anaphoric_nouns')},\s[^;:]{{3,160}},\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*"
)
OF_IT = pattern(
    rf"\s*(?:(?:of|de|du|d[’'])\s*)?(?:the|la|le|l[’']|this|cette)\s*{any_word('anaphoric_nouns')},\s+(?:[\w’'-]+\s+){{1,8}}?"
    r"(?:of|in|de|du|d[’']|en)\s"
)
APPOSED_TO_IT = pattern(
    rf"\W*(?:the|la|le|l[’']|cette|ce)\s*(?:[\w-]+ ){{0,2}}?{any_word('anaphoric_nouns')},\s+(?:the |la |le |l[’'])?"
)
# "The base at X, where ..., was closed and handed over": whatever stands between, that is what it is about
SITE_SUBJECT = pattern(
    r"\W*(?:the|la|le|l[’'])\s*(?:\w+ ){0,2}?(?:base|camp|caserne|barracks|post|poste|garrison|outpost|airport"
    r"|airfield|aéroport"
    r"|prison|position|site)s?\s+(?:(?:militaire|aérienne|principale|logistique|avancée|onusienne)\s+)?(?:at|in|of|de|du|d[’'])\s*"
)
# "took the last buildings that they held in X"
LAST_PARTS = pattern(
    r"\s+(?:the|les)\s+(?:last|remaining|final|derni\w+)\s+(?:[\w-]+\s+){0,2}?(?:buildings?|positions?|districts?|neighbou?rhoods?"
    r"|pockets?|streets|blocks?|areas?|strongholds?|quartiers?|poches?|bâtiments?|immeubles?|rues|bastions?)\s[^,;.:]{0,60}?"
    r"(?<!\w)(?:in|of|at|de|d[’']|à|dans)\s*(?:the |la |l[’'])?"
)
# "took the base of the multinational force at X"
BASE_THERE = pattern(
    r"\s+(?:the|an?|its|their|la|le|une?|sa|son|leur)\s+(?:[\w’-]+\s+){0,2}?(?:bases?|camps?|casernes?"
    r"|quartier général|headquarters"
    r"|barracks|garrison|garnison|compound)\s+(?:of|de|du|des|d[’']|used|run|which)(?:\s+|(?<=’)|(?<='))(?:[\w’'-]+\s+){1,6}?"
    r"(?:at|in|near|à|dans|près de)\s+(?:the |la |l[’'])?"
)
# who speaks in a capital of what happens elsewhere
OFFICIALS_SAY = pattern(
    r",\s+(?:[\w’-]+\s+){0,4}?(?:officials?|government|ministry|minister|president|spokes\w+|diplomats?|authorities|generals?"
    r"|gouvernement|ministère|ministre|président|porte-parole|diplomates?|autorités)\s[^.;:]{0,40}?"
    r"(?:said|says|confirmed|announced|warned|claimed|told|a déclaré|a annoncé|ont annoncé|a confirmé|affirme)"
    r"\s+(?:that|que|qu[’'])"
)
# where the world's bodies speak, and no army takes a town
SEAT_OF_TALKS = pattern(r"Geneva|Genève|New York|The Hague|La Haye|Strasbourg|Brussels|Bruxelles|Vienna|Vienne|Davos")
S_CAPITAL = pattern(
    r"(?: (?:state|province|region|district))?[’']s?\s+(?:\w+ )?capital(?!\w)(?!\s+(?:region|state|city))"
    r"|[’']s?\s+capital city|\s+(?:provincial|regional|state|district)\s+capital(?!\w)"
)
CAPITAL_OF = pattern(
    r"(?<!\w)(?:capital(?: city)? of|(?:capitale|chef-lieu) (?:de|du|des|d[’']))\s*(?:the |la |le |l[’'])?"
    r"(?:(?:état|province|région|state|district) (?:of |de |d[’']))?(?:la |l[’'])?$"
)
# "300 km north of the capital": it lies there only by comparison
OFFSET = pattern(
    r"(?:\d[\d.,]*\s*(?:km|kilom\w+|miles|mi)\b[^,;]{0,30}"
    r"|(?<!quartiers )(?<!faubourgs )(?<!banlieue )(?<!secteurs )"  # "les quartiers nord de X" lie in it
    r"(?:north|south|east|west|nord|sud|est|ouest)(?:-?\w+)?)\s+(?:of|from|de|d[’'])\s*(?:the |la |le |l[’'])?"
    r"(?:(?:[\w’-]+\s+){0,2}?(?:capitale?|city|town|ville),?\s+(?:of |de )?)?$"
)
# "Sake, 27 km from Goma, which the army had left"
AT_A_DISTANCE = pattern(r"(?<!\w)(?:km|kilom\w+|miles)\b[^,;]{0,30}\s(?:from|of|de |d[’'])\s*$")
# "X, 20 km away, which rebels captured", "X, ville natale de Y, que l'armée avait abandonnée"
APART_WHICH = pattern(r",\s+[^,;:]{3,100},\s+(?:which|that|dont|qu[e’'])\s*[^,;:]{2,60}$")
# "Britain-based", "the Aleppo Media Center": the name of a place describes somebody
DESCRIBES = pattern(
    rf"\s+(?-i:(?!(?:{'|'.join(WORDS['name_parts'])})\b)[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*)(?:[’']s?)?\s+(?:said|says|group|network|reported|told)\b"
    rf"|-{any_word('held_by')}\b"
)
# "under the Luanda accord", "l'accord d'Alger"
# "a monitor based in Britain", "the embassy of Nigeria", "at a summit in Luanda": nothing happens there
BASED_IN = pattern(
    r"(?<!\w)(?:embass(?:y|ies)|ambassades?|consulates?|consulats?|(?:arch)?bishop|(?:interim "
    r"|regional )administration|évêque)\s+(?:of|de|du|des|d[’'])\s*(?:the |la |l[’'])?$"
    r"|(?<!\w)(?:monitor|group|organi[sz]ation|observatory|agency|company|charity|NGO|think tank|network|analyst"
    r"|ONG|observatoire|groupe|agence"
    r"|entreprise|organisation)\s+(?:that is\s+)?(?:based|headquartered|basée?|installée?)\s+(?:in|at|à|en"
    r"|au)\s+(?:the )?$"
)
MET_IN = pattern(
    r"(?<!\w)(?:summits?|talks|conference|meeting|negotiations|sommet|réunion|pourparlers|négociations"
    r"|conférence)\s+(?:held\s+|under way\s+|tenue?s?\s+)?(?:last \w+\s+)?(?:in|at|à|en|au|de|d[’'])\s*$"
    # "the truce signed in X", "un accord conclu en juillet à X"
    r"|(?<!\w)(?:accords?|agreements?|truce|cease-?fire|deal|pact|treaty|protocol|trêve|cessez-le-feu|pacte|traité)\s+"
    r"(?:[\w’'-]+\s+){0,3}?(?:signed|concluded|reached|sealed|brokered|negotiated|initialed|initialled|signée?s?|conclue?s?|négociée?s?"
    r"|paraphée?s?|scellée?s?)\s+(?:[\w’'.-]+\s+){0,4}?(?:in|at|à|en|au)\s*$"
)
# "les soldats de X", "l'aviation de X": whose they are, where X is a capital
FORCE_OF = pattern(
    r"(?<!\w)(?:aviation|armée|soldats|troupes|forces|hommes|avions|appareils|chasseurs|hélicoptères|blindés|chars|navires"
    r"|bombardiers|drones|artillerie|marine|parachutistes|divisions?|bataillons?|régime|gouvernement|généraux|unités|colonnes)\s+"
    r"(?:de |d[’'])$"
)
# "sent 300 men from X to secure the airport": whence they come, but not "20 km from X"
FROM_THERE = pattern(
    r"(?<!far )(?<!away )(?<!km )(?<!miles )(?<!metres )(?<!meters )(?<!\d)\b(?:from|depuis)\s+"
    r"(?:the |la |le |l[’'])?(?:(?:town|city|base|port|ville|capital|capitale) (?:of |de |d[’'])?)?$"
    r"|(?:en provenance|(?:fait|faire|fit) venir|venant|venue?s?) d(?:e|u|es|[’'])\s*(?:la |l[’'])?$"
)
IN_FROM = pattern(r"(?<!\w)(?:in|over|up|down)\s+from\s+(?:the )?$")
# "an officer in X said": where he is, and not what he tells of
OFFICER_IN = pattern(
    r"(?:^|[,;.]\s+|(?<!\w)(?:and|but)\s+)(?:an?|the|two|several|some|one)?\s*(?:[\w’-]+\s+){0,3}?"
    r"(?:officers?|officials?|doctors?|medics?|spokes(?:man|woman)|diplomats?|analysts?|aid workers?|sources?"
    r"|nurses?|commanders?|associations?|unions?|federation|networks?|charit(?:y|ies)|watchdog|agency|NGO)\s+(?:based\s+)?(?:in|at)\s+$"
)
# "on a visit to X", "flew into exile at X", "the same night as the raid on X": no place of what is told beside it
BESIDE_THE_POINT = pattern(
    r"(?<!\w)(?:visite|visit|trip|voyage|déplacement|séjour|exile|exil|asylum|asile)\s+(?:officielle?\s+|official\s+)?"
    r"(?:à|au|en|in|at|to|dans)\s*$"
    r"|(?<!\w)(?:the|that)\s+same\s+(?:night|day|week|morning|evening|hour)\s+as\s+[^,;:]{0,60}$"
    r"|(?<!\w)(?:le|la)\s+même\s+(?:jour|nuit|semaine)\s+que\s+[^,;:]{0,60}$"
    r"|(?<!\w)(?:vue?s?|seen|viewed)\s+(?:de|d[’']|from)\s*$"
    r"|(?<!\w)(?:who|qui)\s+(?:had |have |has |a |ont )?(?:fled|escaped|fui)\s+(?:to|vers"
    r"|à)\s+$"  # "a clan elder who fled to X"
)
# "an intervention that cost India 1,155 dead": whose the dead are
COST_WHOM = pattern(r"(?<!\w)(?:cost(?:s|ing)?\s+(?:the\s+)?|coûté\s+(?:à\s+(?:la\s+|l[’'])?|au\s+|aux\s+))$")
# "negotiated with X": the government there
WITH_WHOM = pattern(r"(?<!\w)(?:with|avec)\s+$")
ALONG = pattern(r"(?<!\w)(?:along|le long d(?:e|u))\s+(?:the |la |l[’'])?$")
# "In X, a spokesman said that": what follows is told there, and is elsewhere
SPEAKS_FROM_SEAT = pattern(
    r",?\s+(?:(?:an?|the|its?|two|several|un|une|le|la|des|les|l[’'])\s*)?(?:[\w’'.-]+\s+){0,5}?"
    r"(?:spokes(?:man|woman|person)|ministry|minister|president|government|officials?|command(?:er|ers)?|general|army|military|police"
    r"|diplomats?|analysts?|headquarters|command|pentagon|kremlin|porte-parole|ministère|ministre|président|gouvernement|responsables?"
    r"|état-major|armée|diplomates?|général|officer|officers|authorities|autorités)\s+(?:[A-ZÀ-Þ][\w’'-]+\s+){0,3}"
    r"(?:(?:also|later|has|had|have|a|ont|avait)\s+)?(?:said|says|told|announced|declared|admitted|acknowledged|confirmed|claimed|insisted"
    r"|reported|denied|conceded|warned|dit|déclaré|annoncé|affirmé|reconnu|confirmé|indiqué|assuré|admis|démenti)(?!\w)"
)
A_UNION = pattern(r"european union|union européenne|african union|union africaine|eu|ue")
NAMED_ACCORD = pattern(r"\s+(?:peace\s+)?(?:accords?|agreements?|process|protocols?|declaration|conference)(?!\w)")
ACCORD_OF = pattern(r"(?<!\w)(?:accords?|processus|protocoles?|déclaration)\s+(?:de paix\s+)?(?:de|du|d[’'])\s*$")
SITE_BEHIND = pattern(
    r"\s+\(?(?:conference|convention|congress|cultural|shopping|sports)?\)?\s*(?:cent(?:er|re)|hall|hotel|hospital|university|street"
    r"|square|mosque|church|stadium|school|barracks)(?!\w)"
)
# "the Black Sea port where", "on the bank of the Nile"
WATER_NEAR = pattern(r"\s+(?:ports?|towns?|city|cities|coast|resort|villages?|region)(?!\w)")
RIVER = pattern(r"\s+rivers?(?!\w)(?!\s+(?:region|valley|basin|state|province|bridge))")
ON_THE_BANK = pattern(
    r"(?<!\w)(?:banks? of|bord de|river|fleuve|rivière|rives? d[eu])\s*(?:the |la |le |l[’'])?(?:river )?$"
)
# what stands between a place and the region or country it lies in
LIES_IN = pattern(
    rf"\s*[,(]?\s*(?:{NO_AND}[\w’'-]+\s+){{0,3}}?{THE}(?:{NO_AND}\w+\s+)?{any_word('areas')}\s+"
    r"(?:of|de|du|d[’'])\s*(?:la |l[’'])?"
    r"|\s*[,(]?\s*(?:(?:which is |located |situated |just )?(?:in|inside|within|dans|en|au|aux|de|du|of)\s+)?"
    rf"(?:{NO_AND}[\w’'-]+\s+){{0,4}}?(?:the |la |le |l[’'])?"
)
# "X, the army's last stronghold in", "X, ville perchée au-dessus de": what an apposition to X goes on to
APPOSED_AREA = pattern(
    r"\s*,\s*(?:the|an?|its|la|le|l[’']|une?|capitale|chef-lieu|porte|ville|cité|bourg|localité|fief|bastion)(?!\w)"
    r"[^,;:.]{0,90}?"
    r"\s(?:in|of|on|over|above|near|to|at|outside|between|de|du|des|dans|en|à|au|aux|d[’']|sur|entre)\s*"
    r"(?:the |la |le |l[’'])?(?:(?:northern|southern|eastern|western|central|[\w-]+[’']s)\s+)?"
)
BESIDE_IT = pattern(
    r".*\s(?:over|above|near|outside|from|overlooking|between"
    r"|au-dessus d(?:e|[’'])|près d(?:e|[’'])|non loin d(?:e|[’'])|face à|entre"
    r"|à \d+ (?:km|kilomètres) d(?:e|[’'])|(?:twin|sister) (?:city|town) (?:of|to)|ville (?:jumelle|voisine) d(?:e"
    r"|[’'])|(?:suburb|outskirts) of|banlieue d(?:e|[’']))\s*(?:the |la |le |l[’'])?"
)
# "he told reporters in", ", s'est félicité jeudi le ministère de la Défense à"
SAID_IN = pattern(
    r"(?:\btold\s+(?:reporters|journalists|a news conference|an? (?:\w+ )?(?:rally|crowd|meeting)|supporters"
    r"|state television|the BBC|Reuters|AFP)\s+(?:in|at|from)"
    r"|[,”»\"]\s*(?:[\w’'-]+\s+){0,5}?(?:said|says|declared|announced)\s+(?:[\w’'-]+\s+){0,2}?(?:in|from)"
    r"(?:\s+the(?:\s+[\w-]+){1,5}?(?:\s+of)?)?"
    # "..., said the president's spokesman Jane Doe in X"
    r"|[,”»\"]\s*(?:said|says|told|declared|announced)\s+(?:[\w’'-]+\s+){1,7}?in"
    r"|(?:statement|communiqu[ée]|message)\s+(?:issued|released|published|read|sent|publié|diffusé|lu|transmis)\s+(?:[\w-]+\s+)?(?:in|from|at|à|depuis)"
    r"|,\s+(?:selon|d[’']après|according to)|,\s+speaking\s+(?:[\w’'-]+\s+){0,3}?(?:in|from|at)"
    r"|(?:,|\s\s)\s*(?:a|ont)\s+(?:annoncé|déclaré|indiqué|affirmé|assuré|dit|précisé|confirmé|expliqué|reconnu)\s+(?:[\w’-]+\s+)?(?:à|depuis)"
    r"|(?<!\w)(?:indique|dit|apprend|assure|précise|rapporte|estime|affirme|reconnaît|souligne)-t?-?on\s+(?:\w+\s+){0,3}?(?:à|depuis)"
    r"|[,”»\"]\s*(?:a|ont)-t-(?:il|elle|on)s?\s+\w+(?:é|it|ris)\s+(?:[\w’'-]+\s+){0,5}?(?:à|depuis|de)"
    r"|(?<!\w)(?:selon|d[’']après|according to)\s*(?:(?:the|an?|un|une|des|le|la)\s+|l[’'])?(?:\w+\s+)?"
    r"(?:état-major|ministère|commandement|gouvernement|présidence|porte-parole|responsables?|general staff"
    r"|command|ministry"
    r"|government|spokes\w+|headquarters|officials?)\s+(?:[\w’'-]+\s+){0,3}?(?:à|au|depuis|in|at|from)"
    r"|[,”»\"]\s*(?:a|ont|s[’']est|se sont)\s+"
    r"(?:déclaré|annoncé|affirmé|dit|indiqué|félicitée?s?|réjouie?s?|proclamé|assuré|précisé)\s+"
    r"[^,.;]{0,50}?\b(?:à|depuis|de))\s*$"
)
BROUGHT_FROM = pattern(
    r"(?<!\w)(?:by|par)\s[^,;]{3,60}?\s(?:from|depuis|venue?s? d(?:e|u|[’']))\s*(?:an?\s+|the\s+|its\s+|their\s+"
    r"|une?\s+)?(?:[\w-]+\s+(?:in|at|à|en)\s+)?(?:the |la |le |l[’'])?$"
)
COMES_FROM = pattern(
    r"(?<!\w)(?:airlifted|flown|sent|brought|bused|trucked|rushed|coming|came|advancing|arriving|marching|moving|dispatched"
    r"|headed|based|stationed|aéroportée?s|héliportée?s?|venue?s?|partie?s?|basée?s?|stationnée?s?|acheminée?s?|dépêchée?s?"
    r"|envoyée?s?|arrivée?s?)\s+(?:in |up |down |over )?(?:from|depuis|de|d[’']|in|à)\s*(?:the |la |le |l[’'])?$"
)
# "In London, the minister said": where somebody decides
IN_SEAT = pattern(r"\W*(?:meanwhile, |earlier, )?(?:in|at|à|a)\s+")
# "a column that had set out from X", "des renforts venus de X": whence somebody came is not where he is
SET_OUT_FROM = pattern(
    r"(?<!\w)(?:planes?|jets|warplanes|aircraft|bombers|helicopters|gunships|drones|missiles?|rockets?|fired|launched|firing|launching"
    r"|tirée?s?|lancée?s?|avions|hélicoptères|décollé|set (?:out|off)|came|come|coming|flown|flew|moved|shifted"
    r"|transferred|redeployed|sent|brought|landing"
    r"|landed|arrived|arrives?|marched|battalions?|company|companies|reinforcements|troops|brigade|column|convoy|marines"
    r"|paratroopers|renforts?"
    # not "à la sortie de X", "une partie de X"
    r"|(?<!la )(?<!une )(?<!l[’'])(?:venue?s?|descendue?s?|partie?s?|sortie?s?|montée?s?|acheminée?s?|rapatriée?s?"
    r"|rappelée?s?|dépêchée?s?|envoyée?s?|amenée?s?|arrivée?s?))\s+"
    r"(?:(?:in|up|down|over|back|away|out|\w+di|dimanche|on \w+day|earlier|overnight)\s+){0,2}"
    r"(?:(?:par|by)\s+(?:[\w’-]+\s+){1,4}?)?"
    r"(?:from|depuis|d[eu]|de la|de l[’']|d[’'])\s*(?:the |la |le |l[’'])?"
    r"(?:(?:[\w-]+ )?(?:port|town|base|airstrip|enclave|camp|ville) (?:of|at|de|d[’'])\s*)?$"
)
# "X, the largest port after Y, fell", "X, traversée par la route de Y, a été reprise"
APPOSED_SUBJECT = pattern(
    r"(?<=[\w’])\s*,\s+(?:(?:the|an?|its|le|la|les|une?|sa|son)\s|l[’']"
    r"|[a-zà-ÿ]+(?:ed|ée?s?)\s(?:between|in|by|on|near|from|entre|par|à|dans|au|sur|près)\s"
    r"|(?:travers|situ|bord|desserv|peupl|fond|perd|tenu|pris|held|taken|captured|lost|located|home|capital|gateway|hub|birthplace|stronghold|verrou|fief|bastion|berceau|porte|ville|chef-lieu|once|long)"
    rf"[\w-]*\s)[^,;:.]{{2,130}},\s*(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
NEXT_LISTED = pattern(
    r"[\s,]*(?:(?:and|et|puis|then)\b)?[\s,]*(?:(?:celle|celui|that)\s+(?:of\s+|de\s+|du\s+|d[’'])(?:la |l[’'])?)?"
)
FIRST_LISTED = pattern(rf"\s*(?:(?:by|to|par|aux?|à)\s+)?(?:[\w’'-]+\s+){{0,5}}?{NEXT_LISTED.pattern}")
AFTER_OTHERS = pattern(
    r"\W*(?:(?:après|outre)\s+(?:la (?:ville|localité|prise|chute) d(?:e|[’'])\s*)?|(?:after"
    r"|following)\s+(?:the (?:fall|loss) of\s+)?)"
    r"(?-i:[A-ZÀ-Þ])[\w’'-]*(?:\s+(?:and|et)\s+(?-i:[A-ZÀ-Þ])[\w’'-]*)?$"
)
# "the town, as well as the villages of X and Y"
THE_TOWN_AND = pattern(
    r"\s+(?:the|la|le|l[’'])\s*(?:[\w-]+\s+)?(?:town|city|village|base|camp|port|airport|ville|localité|village|cité|bourgade)"
    r",?\s+(?:and|as well as|along with|together with|plus|et|ainsi que|de même que)\s+(?:the |les |la |le |l[’'])?"
    r"(?:(?!(?:in|of|at|de|du|à)\s)[\w-]+\s+){0,2}?"
    r"(?:(?:towns?|villages?|settlements?|hamlets?|bases?|villes?|localités?|hameaux?)\s+(?:of\s+|de\s+|d[’'])?)?"
)
HOW_MANY = {
    "both": 2,
    "two": 2,
    "deux": 2,
    "three": 3,
    "trois": 3,
    "four": 4,
    "quatre": 4,
    "five": 5,
    "cinq": 5,
}
_COUNTED = (
    r"(?:towns|villages|cities|bases|camps|places|settlements|islands|villes|localités|bourgades|cités|îles|bourgs)"
)
_NUMBER = rf"(?P<number>{'|'.join(HOW_MANY)})"
SEVERAL_MEANT = pattern(
    rf"\s+(?:of\s+|from\s+|de\s+|d[’'])?(?:(?:all|the|these|les|ces|toutes les|all of the"
    rf"|the other)\s+)?{_NUMBER}(?:\s+(?:of (?:the|these)\s+)?"
    rf"(?:[a-zà-ÿ-]+\s+)?{_COUNTED}(?!\s+(?:of|de|in|near|d[’'])\b)(?!\w)"
    # "bombed both on Sunday"
    r"|(?<=both)(?:\s+of\s+them)?(?=\s*[.,;]|\s{4}|\s+(?:and|but)\s))"
)
# four towns behind a colon, told of as "captured four Serb-held towns in two days"
COLON_LIST = pattern(
    r"\s+(?:[\w’'-]+\s+){0,4}?" + _COUNTED + r"(?:\s+(?:in|within|over|en|dans|près|du|de|of"
    r"|near)\s[^.;:]{2,40})?\s*:\s+"
    r"(?:the |la |le |les |l[’'])?"
)
SEVERAL_BEFORE = pattern(
    rf"(?<!\w)(?:(?:all|the|these|les|ces|toutes les)\s+)?{_NUMBER}\s+(?:[a-zà-ÿ-]+\s+)?{_COUNTED}"
    r"\s+(?:(?:have|has|had|were|was|been|are|ont|sont|avaient|étaient|été|also|later|then|now)\s+)*$"
)
# "on the left bank of the X"
BANK_OF = pattern(r"(?<!\w)(?:banks?|rives?) (?:of|de|du)\s*(?:the |la |le |l[’'])?$")
# "a UN spokesman in X said", "a spokesman for the resistance in X said": where they tell of it
OFFICIAL_IN = pattern(
    r"(?<!\w)(?:officials?|ministers?|ministres?|ministry|department|office|command|general staff|headquarters"
    r"|government"
    r"|spokes(?:m[ae]n|wom[ae]n|persons?"
    r"|people)"
    r"|diplomats?|sources?|authorities|analysts?|exiles?|porte-parole|responsables?"
    r"|diplomates?|autorités|état-major|gouvernement|ministère)"
    r"(?:\s+(?:for|of|de|du|des)\s+(?:the |la |le "
    r"|l[’'])?(?:[\w’-]+\s+){0,2}?[\w’-]+)?(?:\s+(?-i:[A-ZÀ-Þ][\w’.-]+)){0,3}"
    r"\s+(?:in|at|à|au|de|du)\s+(?:the |la |le )?$"
)
# "Tehran radio said", "la radio de Téhéran"
BROADCASTS = pattern(r"\s+(?:state[ -])?(?:radio(?! (?:station|mast|tower))|television|TV|newspapers?)(?!\w)")
BROADCASTS_FROM = pattern(r"(?<!\w)(?:radio|télévision)\s+(?:de |d[’'])?$")
OFFICIAL_OF = pattern(
    r"(?<!\w)(?:governor|mayor|commissioner|prefect|administrator|gouverneur|maire|préfet)s?\s+(?:of|for|de|du"
    r"|d[’'])\s*(?:the |la |le |l[’'])?$"
)
# "the town was lost, the X state government said"
S_OFFICIAL = pattern(
    r"(?:[’']s?)?\s+(?:(?:state|provincial|regional|municipal|city|county|district|local|military|defen[cs]e|army"
    r"|intelligence|senior|embassy|foreign)\s+){0,2}(?:government|governor|authorit(?:y|ies)|officials?|council|mayor"
    r"|administration|police|officers?|spokes\w+|diplomats?|ministry)\s+(?:[A-ZÀ-Þ][\w-]+\s+){0,3}"
    rf"{any_word('telling_verbs', 'speech_verbs')}(?!\w)"
)
# "captured the northeast of X's second town": the one told before
S_TOWN = pattern(
    rf"[’']s?\s+(?:(?!{any_word('anaphoric_nouns')}\s)[a-z-]+\s+){{0,4}}{any_word('anaphoric_nouns')}(?![\w-]|\s+(?:of\s+)?[A-ZÀ-Þ])"
)
REACHED_IN = pattern(
    r"(?<!\w)(?:civilians|residents|refugees|survivors|witnesses|villagers|missionaries|nurse|doctor|trader|resident|pharmacist|mayor"
    r"|habitants?|réfugiés?|survivants?|témoins?|villageois|missionnaires|infirmi[eè]re?s?|médecins?|commerçants?|maire|responsable"
    r"|porte-parole|combattants?|commandants?|spokes(?:man|woman)|commander|fighter|fonctionnaires?|déplacés|rescapés|conseiller|correspondant|officiers?)[^.;]{0,60}?\s(?:reached|contacted|sheltering|arriving"
    r"|who (?:fled|escaped|had fled|had escaped|reached)|joints?|jointe?s?|contactée?s?|réfugiée?s?|arrivée?s?"
    r"|parvenue?s?|revenue?s?"
    r"|rentrée?s?|interrogée?s?|(?:a|ont) \w+é)(?:\s+(?:by telephone|by phone|par téléphone|à pied))?\s+"
    r"(?:(?:in|at|to|à|au|depuis|de)\s+)?(?:the |la |le )?$"
)
AREA = pattern(rf"(?<!\w){any_word('areas')}(?!\w)")
TAKES_PART = pattern(
    r"(?<!\w)(?:between|against|with|by|entre|contre|avec|par)\s+(?:the |la |le |l[’'])?$"
    r"|(?<!\w)(?:between|entre)\s+[^,;.]{2,20}\s+(?:and|et)\s+$"
)
# "had fled to X", "ont fui vers X"
FLED_TO = pattern(
    r"(?<!\w)(?:fled|fleeing|flee|escaped|moved|gone|left|displaced|driven|fui|fuient|réfugiée?s?|gagné|évacuée?s?)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:to|for|into|vers|à|en|dans)\s+(?:the |la |le |l[’'])?(?:[\w-]+\s+of\s+)?$"
)
# "we'll go to X": it is not there
WILL_GO = pattern(
    r"(?<!\w)(?:go|going|march|marching|advance|advancing|allons|aller|irons|marchons|marcherons|avancerons)\s+"
    r"(?:on\s+)?(?:to|on|for|towards?|à|vers|sur)\s+(?:the |la |le |l[’'])?"
    r"(?:[\w’-]+,\s+(?:and\s+)?(?:then|puis|ensuite)\s+(?:à\s+)?)*$"
)
# "came by the road of X"
VIA = pattern(
    r"(?<!\w)(?:par|via)\s+(?:la route|l[’']axe|la piste)\s+d(?:e|u|[’'])\s*$"
    r"|(?<!\w)sur\s+(?:le chemin de fer|la voie ferrée)\s+d(?:e|u|[’'])\s*$"
    r"|(?<!\w)by (?:the road from|way of)\s+$"
)
# "pulled out through the X crossing", "left across the X bridge": only the way
ACROSS = pattern(r"(?<!\w)(?:through|via|across|over|by)\s+(?:the\s+)?$")
A_CROSSING = pattern(r"\s+(?:border\s+)?(?:crossing|bridge|pass|tunnel|gate)(?!\w)")
# "pulled back from X to defend Y"
TO_DEFEND = pattern(
    r"(?<!\w)(?:to (?:defend|protect|reinforce|save)|pour (?:défendre|protéger|renforcer|sauver))\s+(?:the |la |le "
    r"|l[’'])?$"
)
# "la ville que contrôlait X": X is who does it; not "ne fait que bombarder X"
QUE_DOES = pattern(
    r"(?<!\w)qu(?:e\s+|[’'])(?:\w+ment\s+)?[a-zà-ÿ]+(?<!er)(?<!ir)(?<!re)(?:\s+(?:toujours|encore|alors|désormais))?\s+$"
)
# "took X, and Y must give up": the subject of what comes next
IS_SUBJECT = pattern(
    r"\s+(?:doit|doivent|devra|devront|a|ont|avai(?:t|ent)|est|sont|étai(?:t|ent)|n[’']|s[’']|se"
    r"|has|have|had|is|was|were|will|would|must|should)(?!\w)"
)
# "the minister, speaking in X, 30 km away, said": he only speaks there
SPEAKING_IN = pattern(
    r"(?<!\w)(?:statement|broadcast|communiqu[ée]|message)\s+(?:(?:issued|read|released|publié|diffusé)\s+)?(?:from|in|depuis|à)\s+$|"
    r"(?<!\w)(?:reached|contacted|interviewed)\s+by (?:tele)?phone\s+(?:in|from|at)\s+$"
    r"|(?<!\w)by (?:satellite )?(?:tele)?phone\s+from\s+$|(?<!\w)par téléphone\s+(?:de|depuis)\s+$"
    # "says a sergeant from X": where he is at home
    r"|(?<!\w)(?:said|says|raconte|dit|explique|témoigne|confie)\s+(?:an?|the|une?|le|la)\s+(?:[\w’-]+\s+)?"
    r"(?:sergeant|soldier|private|lieutenant|conscript|sergent|soldat|lieutenant|appelé|officier)\s+(?:from|de|d[’'])\s*$"
    # "according to diplomats in X"
    r"|(?<!\w)(?:according to|selon|d[’']après)\s+(?:[\w’'-]+\s+){0,4}?(?:officials?|diplomats?|diplomates?|sources?"
    r"|responsables?"
    r"|analysts?|analystes?|humanitaires|journalistes?|reporters?|correspondants?|exiles?)\s+(?:\w+\s+)?(?:in|at|à|au|en)\s+$"
    r"|(?<!\w)(?:address|speech|allocution|discours)(?!\w)[^.;:]{0,60}?(?<!\w)(?:in|from|at|depuis|à"
    r"|au)\s+(?:the capital,? |la capitale,? )?$"
    r"|(?<!\w)speaking\s+(?:[\w’'-]+\s+){0,3}?(?:in|from|at)\s+(?:the )?$|(?<!\w)s[’']exprimant\s+(?:depuis|à)\s+$"
)
# "said in X that"
SAYS_IN = pattern(
    r"(?<!\w)(?:said|says|announced|declared|reported|admitted|acknowledged|a (?:déclaré|annoncé|affirmé|reconnu"
    r"|admis|indiqué|assuré))\s+(?:in|from|à|depuis)\s+$"
)
SAYS_THAT = pattern(r"\s+(?:that\s|qu[e’'])")
TOWARDS = pattern(
    r"(?<!\w)(?:towards?|vers|bound for|headed for|heading for|destinée?s? à|à destination d[eu’']|en route pour"
    r"|on its way to)\s*"
    r"(?:the |la |le |l[’'])?(?:[\w-]+\s+){0,2}$"
)
BY_WHAT_COUNTRY = pattern(r"\s+(?:[\w-]+\s+){0,3}?(?:by|par|de|du|des|d[’'])\s*(?:the |la |le |l[’']|les )?")
# "entered the only city Moscow had taken": who took it
HAD_TAKEN = pattern(
    r"\s+(?:had|has|have)\s+(?:\w+\s+)?(?:taken|seized|captured|held|occupied|annexed|lost|won|claimed|controlled|conquered"
    r"|recaptured|ruled|built|abandoned)(?!\w)"
)
# "militias allied with Gao": a name that stands for its government
ON_WHOSE_SIDE = pattern(
    r"(?<!\w)(?:alli(?:ed|es|és?|ées?)|loyal|loya(?:l|ux)|fidèles?|hostiles?|opposed|backed|soutenue?s?)\s+"
    r"(?:with|to|by|of|de|d[’']|à|au|par)\s*(?:la |le |l[’'])?$"
)
CAPITAL = pattern(
    r"(?<!\w)(?:the|la)\s+capitale?(?![\w’'])(?!\s+(?:of|de|du|d[’']))(?!\s*,?\s+(?-i:[A-Z]))"
    # "la capitale tchétchène", "la capitale régionale": another one than the state's
    r"(?!\s+(?!fédérale)[a-zà-ÿ]{2,}(?:aise|oise|enne|ène|aine|ine|ane|ole|abe|ale|ique|urde|usse|elle)(?!\w))"
)
# "The airport fell the next day", "l'aéroport est lui aussi passé": the part of the town told of before
PART_FALLS = pattern(
    r"(?:[^\n]*?(?:[;:,»”]|(?<!\w)(?:and|et|que|that|when|puis|while)(?!\w)|qu[’']))?\s*"
    r"(?:(?:the|its|la|le|son|sa|les)\s+|l[’'])(?:[a-zà-ÿ]+\s+){0,2}?"
    rf"(?P<part>{any_word('parts')})(?:\s+(?:and|et)\s+(?:(?:the|its|la|le|son|sa|les)\s+|l[’'])?[a-zà-ÿ]+)?"
    r"(?:\s+[a-zà-ÿ]+){0,1}?\s+"
    rf"(?:(?:{any_word('auxiliaries', 'perfect', 'adverbs')}|serai(?:t|ent)|lui|elle|eux)\s+)*"
)
# "marines are due in the capital on Monday", where the sentence names no place
IN_CAPITAL = pattern(rf"(?<!\w)(?:in|to|into|at|dans|vers|à|sur)\s+(?={CAPITAL.pattern})")
# "sous le contrôle des miliciens de X", "by the militiamen of X": whose militia, not where
BY_WHOSE_MEN = pattern(
    r"(?<!\w)(?:by|par|under (?:the )?control of|(?:in|into) the hands of"
    r"|sous le contrôle|aux mains|entre les mains)\s+(?:the |les |des |d[’']|de )?$"
)
# "X, which had been under siege": of X
HERE = pattern(
    r"(?<!\w)(?:here(?=\s*(?:[,.;]|on\s|in\s"
    r"|at\s|\s{3}))|this (?:[\w-]+ ){0,3}?(?:town|city|port|village"
    r"|capital))(?!\w)"
)
QUOTED = pattern(r"[“\"«][^”\"»]*$")
ROAD_TO = pattern(r"(?<!\w)(?:road|highway|way|route|motorway) (?:to|towards|vers)\s+(?:the )?$")
# "taking their de facto capital, X"
THEIR_CAPITAL = pattern(
    r"\s+(?:their|its|the (?:rebels|guerrillas|insurgents|group|movement|militants"
    r"|jihadists)[’']s?)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:capital|stronghold|bastion|headquarters|base|hub|fiefdom),\s+(?-i:[A-ZÀ-Þ])"
)
# "La ville de X, dont la prise ..., a été reprise": after whatever stands between, the subject goes on
RESUMES = pattern(
    r",\s+(?:(?:a|ont|avai(?:t|ent)|est|sont|fut|furent|été|enfin|aussi|également|was|were|has|have|had|been|finally|also)\s+)+$"
)
SUBJECT_OPENS = pattern(
    r"\W*(?:(?:the|la|le|l[’'])\s*(?:[\w-]+\s+){0,2}?(?:town|city|village|port|ville|localité|cité|bourgade?|base|camp)\s+"
    r"(?:[a-zà-ÿ-]+\s+){0,2}?(?:of\s+|de\s+|d[’']))?"
)
BESIDE_WATER = pattern(
    r",\s+(?:on|along|beside|by|sur|le long d[eu]|au bord d[eu])\s+(?:the |le |la |l[’'])?(?:river )?$"
)
FLIES = pattern(r"(?<!\w)(?:flags?|drapeaux?)(?!\w)")
WHICH_IS = pattern(
    r",?\s+(?:which|that|qui)\s+(?:(?:had|has|have|was|were|is|been|a|avait|ont|est|était|été|long|under|en)\s+){1,4}$"
)
CAPITAL_IS = pattern(
    r"(?:(?<!\w)(?:the|la)|[’']s?)\s+capitale?\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
WATER_BEFORE = pattern(r"(?<!\w)(?:mer|océan|golfe|détroit|lac)\s+(?:de |d[’'])?$")
WATER = pattern(r"(?<!\w)(?:sea|ocean|gulf|strait|mer|océan|golfe|détroit)(?!\w)")
BORDER = pattern(
    r"(?<!\w)(?:borders? (?:of|with|between)|bordering|edge of|near|close to|not far from|(?:frontières?"
    r"|confins) (?:de|du|des|avec|entre))\s*"
    r"(?:the |la |le |l[’'])?(?:[\w-]+ (?:and|et) (?:the |de |du |de la )?)?$"
)
TAKEN_FROM = pattern(r"\s+(?:from|à|aux?|des mains de)\s+")
ITS_TAKING = pattern(r"(?<!\w)(?:after|before|since|despite|après|avant|depuis|malgré)\s+(?:its|sa|son)\s+(?:\w+\s+)?$")
IT_INSIDE = pattern(r"\s(?:it|them)\s")  # "handed it over to"
# "attacked Xyz on": a name follows that nobody knows
_A_NAME = (
    r"(?:the (?:town|village|city) of |la (?:ville|localité) d[e’']\s?)?(?-i:[A-ZÀ-Þ])[a-zà-ÿ’'-]+"
    r"(?=\s*[.,;]|\s{3,}|\s+(?:on|in|after|before|when|while|lundi|mardi|en|après|avant)\b)"
)
NAMES_OBJECT = pattern(rf"\s+{_A_NAME}")
# "pulled out of Xyz"
NAMES_LEFT = pattern(rf"\s+(?:of|from)\s+{_A_NAME}")
# "recapture the key Xyz river bridge": of a name that nobody knows
NAMES_PART = pattern(
    r"\s+(?:the|its|their|an?)\s+(?:[a-z-]+\s+){0,3}(?-i:[A-ZÀ-Þ])[\w’-]+(?:\s+[\w’-]+)?\s+(?:river|creek|canal|lake)\s+"
    r"(?:bridges?|dams?|crossings?|valley)(?!\w)"
)
PART_BEFORE = pattern(
    # "the village of X" is X
    r"(?<!\w)(?!(?:villages?|settlements?|hameaux?)\s+(?:of|de|d[’'])\s*$)"
    rf"{any_word('parts')}(?:\s+(?:[a-zà-ÿ]+(?:el|elle|al|ale|ien|ienne|ique|aire)|nord|sud|est|ouest))?\s+"
    r"(?:of (?:the )?(?:[\w-]+ ){1,2}(?=in|at))?"
    r"(?:of|in|at|near|outside|above|around|to|on|over|de|d[’']|à|près de|autour de)\s*"
    r"(?:the |la |le |l[’'])?(?:(?:[\w-]+ ){0,2}?(?:town|city|capital) of |ville de )?$"
)
# "two villages, X and Y", "three towns in the north, among them X"
NAMED_AFTER = pattern(
    r"\s+(?:control of\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:villages|towns|cities|settlements|hamlets|localities|localités|villes|hameaux)"
    r"(?:\s+[^,;.:]{1,50})?,\s+(?:(?:including|among them|namely|notably|dont|notamment|à savoir)\s+)?(?-i:[A-ZÀ-Þ])"
)
BESIDE = pattern(
    r"(?<!\w)(?:below|above|near|around|outside|behind|beside|opposite|next to|close to|overlooking"
    r"|autour|près|au-dessus|en contrebas)(?!\w)"
)
NEAR_IT = pattern(
    r"(?<!\w)(?:near|outside|close to|above|around|just off|près de|aux abords de|aux portes de|autour de)\s+"
    r"(?:the |la |le |l[’'])?(?:town of |city of |ville de )?$"
)
SUCH_AS = pattern(r"(?<!\w)(?:including|among (?:them|which)|such as|namely|dont|notamment|parmi lesquel(?:le)?s)\s+$")
BUT_NOT = pattern(r"(?<!\w)(?:everything|everywhere|all|tout|partout)\s+(?:but|except|sauf)(?: in| à)?\s+$")
FROM_IT = pattern(r"\s+(?:from|of)\s+(?:it|there|them)(?!\w)")
THEM_OUT = pattern(
    r"(?<!\w)(?:(?:them|it|him|driven|pushed|chased|thrown|kicked|flushed|drove|threw)\s+(?:back\s+)?out"
    r"|(?:driv|drove|push|forc|chas|thr[eo]w|kick)\w*\s+[^,.;]{3,40}\sout)$"
)
# "on the road between A and B": where the road leads, not where it happened
APPOSED_NAME = pattern(
    rf"\s+(?:back\s+)?(?:the|an?|another|its|their|la|le|l[’']|une?|leur|son|sa)\s*(?:[\w’'-]+\s+){{0,4}}?"
    rf"{any_word('anaphoric_nouns', 'place_nouns')}(?:\s+(?:in|of|on|de|du|dans|en)\s[^,;:]{{2,40}})?,\s+"
    # "occupied two villages inside the border, X and Y"
    rf"|\s+(?:control\s+of\s+)?(?:the\s+|les\s+)?{any_word('amounts')}\s+(?:[\w-]+\s+){{0,2}}?(?:villages|towns|cities|settlements|localities|localités|villes)"
    r"\s+[^,;:.]{2,60},\s+"
)
LEFT_FROM = pattern(
    r"\s+(?:[\w’'-]+\s+){0,4}?(?:from|d[eu’']|des|de la)\s*(?:the |la |le |l[’'])?"
    r"(?:(?:northern|southern|eastern|western|central)\s+)?"
)
ON_THE_ROAD = pattern(
    r"(?<!\w)(?:roads?|highways?|motorway|railway|route|axe|stretch|line|bus|train|autoroute|tronçon|piste)\s+"
    r"(?:(?:that|qui)\s+)?(?:between|from|linking|links|connecting|connects|to|entre|de|d[’']|reliant|relie|menant|vers)\s*"
    r"(?:à\s+|la\s+|[^,;.]{2,22}\s+(?:and|to|with|et|à)\s+)?$"
)
FROM_WHERE = pattern(
    r"(?<!\w)(?:(?:(?:who|which|that)\s+(?:had\s+)?(?:drove|driven|came|come|flew|flown|arrived|marched|crossed|travelled)\s+(?:\w+\s+)?)?"
    r"(?:from|depuis|(?<!way )out of)\s+|(?:venue?s?|accourue?s?|descendue?s?|partie?s?|arrivée?s?|originaires?"
    r"|en provenance)\s+"
    r"d(?:[eu]\s+|[’']))(?:the |la |le |l[’'])?(?:[\w-]+\s+){0,2}$"
)
COUNTRY_ANAPHOR = pattern(r"(?<!\w)(?:(?:the|this) (?:country|nation)|(?:le|ce) pays)(?!\w)")
COUNTRY_NEXT = pattern(r"\s+(?:from\s+)?(?:(?:the|this) country|(?:le|ce|du) pays)(?!\w)")
LEADS_TO = pattern(rf"(?<!\w){any_word('leading_to', 'arriving_at')}{TOWN_OF}")
# "retreated to their base at X", "s'est repliée vers les collines de X"
LEADS_AWAY_TO = pattern(
    rf"(?<!\w){any_word('leading_to')}(?:{TOWN_OF}"
    r"|(?!\w)\s*(?:(?:the|their|its|a|an|new|la|le|les|leurs?|ses|sa|une|des)\s+|l[’'])?(?:[\w-]+ ){0,2}?"
    r"(?:airport|airfield|airstrip|barracks|hills|mountains|heights|positions|lines|outskirts|suburbs|forests?|fort|garrison"
    r"|headquarters|base|camp|port|villages?|aéroport|aérodrome|caserne|collines|montagnes|hauteurs|positions|faubourgs|forêts?"
    r"|garnison|quartier général)\s+(?:[\w-]+ )?(?:of|at|near|in|around|outside|above|de|d[’']|du|à"
    r"|près d[eu])\s*(?:the |la |le |l[’'])?$)"
)
REACHES = pattern(r"(?:reach|arriv|atteint|ont atteint|a atteint)")
# "the garrison of X fled", "la garnison de X a fui": from there
GARRISON_OF = pattern(
    r"(?<!\w)(?:garrisons?|defenders|garnisons?|défenseurs)\s+(?:of|at|in|de|d[’']|à)\s*"
    r"(?:the |la |l[’'])?(?:(?:town|ville) (?:of|de) )?$"
)
ARRIVES = pattern(r"(?:(?:\w+ ){0,2}?(?:arriv|reach|land|atteign|atteint|gagn[eéa]|rejoin|rejoign|débarqu)\w*)(?!\w)")
# "moved on X from Y", but not "moved on X, the last town before the port of Y"
AWAY_FROM = pattern(
    r"(?<!\w)(?:from|depuis|(?:en provenance|venant|partie?s?) d(?:e|u|[’']))\s*(?:the |la |le |l[’'])?$"
)
STOPS_AT = pattern(r"(?<!\w)(?:at|near|in|through|via|à|au|par|dans|près d(?:e|u|[’']))\s*(?:the |la |le |l[’'])?$")
FROM = pattern(r"\b(?:from|depuis|de|du)\s+(?:the |la |le )?$")
# "Xyz fell to rebels from Y": a name as the subject
NAMES_SUBJECT = pattern(
    r"(?:^|[,;:]\s|\b(?:that|and|but|when|after|as|while|of|que|et|mais|quand|de)\s)\s*(?-i:[A-ZÀ-Þ])[\w’'-]+\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)

# ------------ Places that are only described (descriptions)
_TOWN = (
    r"(?:town|city|port|village|stronghold|bastion|enclave|settlement|locality|suburb|capital|ville|cité|localité|bourgade|fief"
    r"|bourg|commune|capitale|chef-lieu)"
)
_BASE = (
    r"(?:base|camp|headquarters|barracks|garrison|outpost|airport|airfield|fort|fortress|quartier général"
    r"|caserne|aéroport)"
)
# what may stand before the noun: no preposition, "held a meeting east of the capital"
_MODIFIER = (
    r"(?:(?!(?:of|in|at|on|for|to|from|with|near|the|and|or|by|after"
    r"|de|du|des|la|le|les|et|ou|par|dans|sur|pour|avec)\s)[\w’'-]+\s+)"
)
_WHOSE = (
    rf"(?:(?:an?|another|une?|une? autre)\s+{_MODIFIER}{{0,5}}?"
    rf"|(?:the|la|le|l[’'])\s*(?:{_MODIFIER}{{1,5}}?|(?=(?:stronghold|bastion|fief"
    r"|enclave|headquarters|garrison|barracks|quartier général)(?!\w)|capital of (?-i:[A-ZÀ-Þ])[\w-]+[’']s\s))"
    rf"|(?:its|their|leur|sa|son|(?:(?-i:[A-Z])[\w-]+\s+)?[\w-]+[’'](?:s|(?=\s)))\s+{_MODIFIER}{{0,5}}?)"
)
# "Iraq's second city", "the last bastion of his supporters", "an insurgent-held Iraqi city": not "the city of X"
DESCRIPTION = (
    rf"(?:(?!(?:an?|the)\s+nearby\b){_WHOSE}(?:{_TOWN}(?!\w|-)"
    r"(?!\s+(?:of|called|named|de|du|d[’']|nommée?)\s*(?:the |la |le |l[’'])?(?-i:[A-ZÀ-Þ])[\w-]*(?![\w-]|[’']s\b))"
    rf"|{_BASE}(?!\w|-))(?!,? (?:known|called|named)\b)(?!\s*,?\s+(?-i:[A-ZÀ-Þ])))"
)
DESCRIBED_OBJECT = pattern(
    r"\s+(?:back\s+)?(?:full |complete |total )?(?:(?:control|possession|hold|contrôle)\s+)?(?:of\s+|over\s+"
    r"|d[’']|de\s+|on\s+|into\s+"
    rf"|sur\s+|dans\s+)?{DESCRIPTION}"
)
# "the last town before X", "dernier verrou avant Y", "à vingt-sept kilomètres de X"
# "the town, near X, was shelled", "la base, au nord de X": only beside which it lies
ANAPHOR_BESIDE = pattern(
    rf"(?<!\w)(?:the|la|le|l[’'])\s*(?:[\w-]+ )?{any_word('anaphoric_nouns')},?\s+(?:(?:which|that|who"
    rf"|qui)\s+)?(?:(?:is|was|lies|lay|se trouve"
    r"|est|située?)\s+)?(?:just\s+|located\s+)?(?:near|close to|outside|près d(?:e|u)|non loin d(?:e|u)"
    r"|(?:\d[\d.,]*\s*(?:km|kilom\w+|miles)\s+)?(?:north|south|east|west|nord|sud|est|ouest)\w*\s+(?:of|from|de|d[’']))\s*$"
)
BETWEEN_BOTH = pattern(
    r"(?<!\w)(?:between|entre)\s+(?:the |la |le |l[’'])?$"
    r"|(?<!\w)(?:between|entre)\s+(?:(?-i:[A-ZÀ-Þ])[\w’'-]+\s+){1,3}(?:and|et)\s+(?:the |la |le |l[’'])?$"
)
# "the Old City of X", "the Karrada district of X": the part is named already
PART_OF = pattern(r"\s+(?:(?:district|quarter|suburb|neighbou?rhood|area)\s+)?(?:of|de|d[’'])\s*")
# "X and Y, in the A and B regions"
IN_THE_AREAS = pattern(r",\s+in\s+(?:the\s+)?(?:(?-i:[A-Z])[\w-]+(?:,\s+(?-i:[A-Z])[\w-]+)?\s+and\s+)?$")
AREAS_BEHIND = pattern(
    r"(?:,?\s+(?:and\s+)?(?-i:[A-Z])[\w-]+){0,2}\s+(?:regions|provinces|districts|states|governorates|oblasts|counties)(?!\w)"
)
OVER_WATER = pattern(r"(?<!\w)(?:across|over|through|along)\s+(?:the\s+)?(?:River\s+)?$")
LIES_BEFORE = pattern(
    r"(?:(?<!\w)(?:town|city|position|stronghold|obstacle|ville|verrou|bastion|étape|localité)\s+(?:before|avant)\s+"
    r"|(?<!\w)(?:km|kilom\w+|miles)\b[^,;]{0,30}\s(?:from|of|de |d[’']))\s*$"
)
