"""Idioms: the words of deeds that are none, by what stands beside them: "a police station", "drove by", "on strike"."""

from __future__ import annotations

from mapkit.events.grammar import pattern

_NUMBER = (
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|several|many"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante(?:-dix)?|plusieurs)"
)

_NAMES = (
    # "the police station", "police forces from", "Shell Oil", "champs de mines", "military positions in"
    *(rf"(?<={kind} )stations?(?!\w)" for kind in ("police", "radio", "power", "bus", "train", "gas", "polling")),
    r"forces(?!\w)",
    r"(?<=champs de )mines(?!\w)",
    r"(?<=champ de )mines(?!\w)",
    r"(?<=Dutch )Shell(?!\w)",
    r"Shell(?=\s+(?:Oil|plc|Nigeria|Petroleum|Companies)\b)",
    r"mining(?= (?:executives?|compan|firms?|giant|town|region|industry|sector|rights))",
    r"positions(?= (?:since|in|at|of|near|around|held|where|including|on|along)\b)",
    r"bases(?= (?:ennemies|militaires|arrière)\b)",
    r"operating(?= base)",
    r"postes?(?= de (?:police|contrôle|gendarmerie|commandement|santé)\b)",
    # "un avion de chasse", "un hélicoptère de combat", "viols de masse", "attack helicopters"
    r"(?<=de )(?:chasse|combat|masse)(?!\w)",
    r"(?<=au )combat(?!\w)",
    r"(?<= in )combat(?!\w)",
    r"(?<=hélicoptères d[’'])attaque",
    r"(?<=avions d[’'])attaque",
    r"(?<=drones d[’'])attaque",
    r"attack(?= (?:helicopters?|aircraft|jets|planes|drones|dogs)\b)",
    # "where the government has its seat", "où siège", "aux prises", "positions de départ", "coup d'envoi"
    r"sièges(?!\w)",
    r"(?<=où )siège",
    r"(?<=aux )prises(?!\w)",
    r"(?<=positions de )départ",
    r"(?<=coup d[’'])envoi(?!\w)",
    # "son visa", "en patrouille à X" under a picture, "la saison de combats", "une opération conduite avec"
    *(rf"(?<={own} )visas?(?!\w)" for own in ("un", "le", "de", "du", "son", "leur")),
    *(rf"(?<={where} )pat(?:rol|rouille)(?!\w)" for where in ("en", "on")),
    r"(?<=saison de )combats(?!\w)",
    r"(?<=opération )conduite(?!\w)",
)

_OF_COMING_AND_GOING = (
    # "came into force", "entrer en fonctions", "going to be", "en mouvement entre X et Y"
    r"(?:c[ao]m\w+|went|go\w*|enter\w*)(?=\s+into (?:force|effect|being|view|play|contact|service)\b)",
    r"entr\w+(?=\s+en (?:vigueur|fonctions?|service|contact|scène|jeu)\b)",
    r"going(?= to (?:be|depend|have|take|win|lose|do|make|fight|get|stay|need|continue|happen)\b)",
    r"entre\s+(?:la |le |les |l[’'])?(?-i:[A-ZÀ-Þ])[\w’ -]{1,40}?\set\s",
    # "is left", "left alone", "left of it", "hardly left the ground", "à partir de", "pulled out alive"
    r"(?:(?<=is )|(?<=are ))left(?=\s*[.,;]|\s+of\b)",
    r"left(?= (?:isolated|alone|behind|orphaned|defenceless|defenseless|of it|the ground)\b)",
    r"(?<=à )partir(?= d)",
    r"pull\w* out(?= (?:alive|of the (?:rubble|ruins|wreckage|debris))\b)",
    # "arrivé au pouvoir", "passés à l'action", "reached by telephone", "stopped short of"
    r"arriv\w+(?= au pouvoir\b)",
    r"pass\w+(?= (?:à l[’']action|par les armes)\b)",
    r"reached(?= by (?:tele|satellite |mobile )?phone\b)",
    r"stopped(?= short of\b)",
    r"moving in(?= the (?:wrong|right) direction\b)",
    # "left it aside", "lives off", "asked to go by the junta", "the flag came down", "leave a plane"
    r"left(?= (?:it|them|him|her|this|that) aside\b)",
    r"left(?= of (?:the|it|its|them|his|her)\b)",
    r"lives(?= (?:off|in|on|with|at|under|near|there|by)\b)",
    r"go(?:es|ing)?(?= by\b)",
    r"(?<=flag )(?:came|went|goes|comes)(?!\w)",
    (
        r"leav\w+(?= (?:an?|the|their|its) (?:[\w-]+ ){0,3}"
        r"(?:planes?|aircraft|buses|bus|helicopters?|ships?|boats?|trains?)\b)"
    ),
    r"quitt\w+(?= (?:un|le|leur|la|une|l[’'])\s?(?:avion|appareil|hélicoptère|bus|navire|train)\b)",
    r"sen[dt]\w*(?= home (?:[\w-]+ ){0,3}(?:captives|prisoners|detainees|hostages|refugees|migrants)\b)",
    r"(?:told|asked|ordered)(?= (?:us|me|people|residents|villagers|families|shopkeepers) to (?:leave|go)\b)",
    # "as a patrol drove by", "a short drive from", "flew 200 sorties", "their flags flew over"
    r"dr(?:ove|iven?|ives|iving)(?= (?:by|past)\b)",
    r"(?<=short )drive(?= from\b)",
    r"fl(?:ew|y|own|ies|ying)(?=\s+(?:[\w,-]+\s+){0,4}?(?:sorties|missions|reconnaissance)\b)",
    r"(?:(?<=flag )|(?<=flags ))fl[ei]\w+",
    # who and what is brought out or left is no force: "évacué plus de 2.500 de X", "abandonnant leurs véhicules"
    r"évacu\w+(?= (?:plus de |près de |environ |quelque )?\d[\d., ]*(?:de|du|vers|par)\b)",
    r"evacuation(?= (?:cent(?:er|re)s?|of (?:Americans|civilians|foreigners|nationals|patients))\b)",
    r"vid\w+(?=\s+d(?:e|[’'])\s*(?:ses|sa|leurs?|tou\w+)\s[^.;,]{0,30}(?:habitants|population|occupants|civils)\b)",
    r"vid\w+(?= de [^.;,]{0,30}(?:vivres|stocks|contenu|tonnes|meubles|marchandises)\b)",
    (
        r"aband\w+(?=\s(?:derrière (?:eux|elles|lui)\s)?(?:des|de nombreu\w+|leurs?|plusieurs)\s(?:\w+\s)?"
        r"(?:véhicules|armes|blindés|munitions|matériels?|chars|corps|morts|blessés|équipements)\b)"
    ),
    # "s'établit à 89 morts", "opéré un repli", "put the toll at", "boost the morale", "ordered the staff to leave"
    r"établi\w*(?= à \d)",
    r"opéré(?= un (?:repli|retrait|revirement|changement)\b)",
    r"put(?= the (?:number|toll|figure|total|count)\b)",
    r"boost(?= the morale\b)",
    r"order\w*(?= (?:the |all |its |their )?staff\b)",
    r"infiltrated(?= by\b)",
)

_OF_FIGHTING = (
    # "fired into the air", "coups de feu en l'air", "shot back that", "on strike", "rues envahies par les herbes"
    (
        r"(?:coups? de feu|tirs?|shots?|gunshots|gunfire)"
        r"(?=\s+(?:(?:was|were)\s+)?(?:fired\s+|tirés\s+)?(?:in(?:to)? the|en l[’'])\s?air\b)"
    ),
    r"fir\w+(?=\s+(?:[\w-]+\s+){0,3}?in(?:to)? the air\b)",
    r"tir\w+(?=\s+(?:[\w-]+\s+){0,3}?en l[’']air\b)",
    r"sho(?:o?ts?|ot) back(?= that\b)",
    r"(?<=on )strike",
    r"envahi\w*(?= par (?:les|la|l[’']|le) ?(?:herbes|eaux?|végétation|brousse|sable|poussière)\b)",
    # "bombers had driven into positions"
    (
        r"driv\w+(?= into (?:[\w-]+ ){0,2}"
        r"(?:positions?|gates?|walls?|bases?|camps?|compounds?|crowds?|checkpoints?|convoys?)\b)"
    ),
)

_OF_PLACES_AND_ACCORDS = (
    # "the fallen city", "où était tombé le général", "passé X sous silence", "won a promise", "cleared of mines"
    (
        r"(?:(?<=the )|(?<=this )|(?<=a ))(?:fallen|captured|besieged|occupied|liberated)(?= (?:town|city|village"
        r"|capital)\b)"
    ),
    r"tomb\w+(?=[^.;]{0,25}\s(?:le|la|un) (?:général|colonel|commandant|capitaine|soldat|chef)\b)",
    r"pass\w+(?=\s[^.;,]{2,40}?\ssous silence\b)",
    (
        r"won(?= (?:an?|the|no) (?:\w+ )?"
        r"(?:promise|pledge|agreement|concession|backing|support|approval|vote|award|reprieve|guarantee)\b)"
    ),
    (
        r"(?:clear|swe[ep]+)\w*(?=[^.;,]{0,40}\sof "
        r"(?:unexploded|mines|landmines|debris|rubble|explosives|ordnance|bodies)\b)"
    ),
    (
        r"held(?= (?:(?:national|general|local|presidential|parliamentary|its|their|free|fresh) ){0,2}"
        r"(?:elections?|polls|talks|a vote|rallies)\b)"
    ),
    # "of their own accord", "the guns are quiet", "observing the truce", "n'ont conclu aucun cessez-le-feu"
    r"(?<=own )accords?",
    r"guns are",
    r"observ\w+(?= (?:the |a )(?:truce|cease))",
    r"held(?= (?:out|up|back|on|firm)\b)",
    r"dismantl\w+(?=[^.;,]{0,40}?\s(?:roadblocks?|barricades?|checkpoints?|cells?|networks?)\b)",
    # "une progression ordonnée", "n'a pas les moyens de prendre", "visé par des sanctions", "renforcée de combattants"
    *(rf"(?<={what} )ordonnée?(?!\w)" for what in ("progression", "retraite", "repli", "retrait")),
    r"(?<=moyens de )\w+",
    r"visée?s?(?= par (?:des|les|un|une) (?:sanctions|mandat|enquête|plainte))",
    r"renforcée?s?(?= (?:de|d[’']|par)\b)",
    r"frappée?s?(?= par [^.;,]{0,25}(?:sécheresse|famine|crise|épidémie|inflation|sanctions|embargo))",
    r"(?:hit|struck)(?= by (?:[\w’-]+ ){0,4}?(?:drought|famine|crisis|epidemic|inflation|sanctions|floods))",
    r"respecter(?= la trêve)",
    r"conclu\w*(?= aucun)",
    # "the keys changed hands", "the next base to change hands should be", "échappe au pouvoir", "hand themselves over"
    *(rf"(?<={what} )chang\w+(?= (?:hands|de mains))" for what in ("keys", "money", "goods", "papers", "clés")),
    *(rf"(?<={what} to )change(?= hands)" for what in ("base", "camp", "town", "city", "post")),
    r"(?<=échappe )au pouvoir",
    r"hand\w*(?= (?:themselves|himself|herself) (?:over|in)\b)",
    # "la plus lourde perte", "a perdu plus de vingt soldats", "lost a dozen men": no place is lost
    r"(?:(?<=lourde )|(?<=lourdes ))pertes?(?!\w)",
    (
        rf"perdu\w*(?= (?:plus de |près de |environ |quelque |au moins )?(?:{_NUMBER}|une? \w+aine|des \w+aines)\s"
        r"(?:[\w-]+ ){0,3}?"
        r"(?:soldats|hommes|militaires|casques bleus|combattants|policiers|gendarmes)\b)"
    ),
    (
        rf"los[et]\w*(?= (?:more than |about |at least |some |over )?(?:{_NUMBER}|an? dozen|dozens of|hundreds of)\s"
        r"(?:[\w,-]+ ){0,2}?(?:soldiers|men|troops|fighters|peacekeepers|policemen)\b)"
    ),
    # "la libération, en territoire étranger, de plus d'un millier de villageois"
    (
        r"lib[ée]ration(?=[^.;]{0,45}?\s(?:de|des|of)\s(?:plus d[’']un |more than |quelque |près d[’']un |the |an? )?"
        r"(?:[\w,-]+ (?:de )?){0,2}?(?:villag(?:eois|ers)|otages|hostages|prisonniers|prisoners|détenus|detainees"
        r"|civil(?:s|ians)"
        r"|captifs|captives|femmes|women|élèves|pupils|écolières|schoolgirls|lycéennes)\b)"
    ),
    # "told on Friday to be ready to leave"
    r"(?:told|asked|ordered)(?=\s(?:on \w+day )?to be (?:ready|prepared)\b)",
)

NO_DEED = pattern("|".join((*_NAMES, *_OF_COMING_AND_GOING, *_OF_FIGHTING, *_OF_PLACES_AND_ACCORDS)))
"""Matched where a trigger begins: the words that follow or precede make something else of it."""
