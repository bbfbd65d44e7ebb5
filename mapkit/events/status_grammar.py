"""The patterns by which a trigger tells a fact or not, and who says so, made of the words in ``grammar.toml``."""

from __future__ import annotations

from mapkit.events.grammar import THE, any_word, pattern

DEMONSTRATIVE = pattern(r"(?<!\w)(?:this|that|ce|cette|cet)\s+(?:\w+\s+)?$")
PERSON_LEAVES = pattern(
    r"(?<!\w)(?:president|prime minister|minister|ambassador|leader|envoy|président|premier ministre|ministre"
    r"|ambassadeur)\s+(?:[a-zéèêïô-]+\s+)?"
    r"(?:(?:al-|el-)?(?-i:[A-ZÀ-Þ])[\w’.-]+\s+){1,3}(?:(?:had|has|a|avait|est|était|then|also)\s+)*$"
    # "le chef de la guérilla, John Doe, s'est enfui"
    r"|(?<!\w)(?:chef|leader|dirigeant|commandant|chief|founder|fondateur|président|president)\s[^.;:,]{0,50},\s"
    r"(?-i:[A-ZÀ-Þ])[^,;.:]{2,40},\s+(?:(?:had|has|a|avait|est|était|s[’']est|s[’']était|then|also)\s*)*$"
    r"|(?<!\w)(?:delegations?|delegates|negotiators?|governors?|mediators?|délégations?|gouverneur|négociateurs?)\s+"
    r"(?:(?:of|from|de|du)\s+(?:[\w’'-]+\s+){1,4}?)?(?:(?:had|has|a|avait|est|était|then|also)\s+)*$"
)
HE_LEAVES = pattern(r"(?<!\w)(?:he|she|il|elle)\s+(?:had |has |then |later |avait |a |est |était )*$")
# "130,000 people have been displaced, and 20,000 have crossed into X"
PEOPLE_MOVE = pattern(
    rf"(?<!\w)(?:{any_word('civilians')}|refugees|réfugiés|displaced|déplacées?|déplacés)(?!\w)[^.;:]{{0,90}}$"
)
# "thousands flee", "des milliers ont fui": people, whoever else the sentence names
CROWD_FLEES = pattern(
    r"(?:^|[.;:,]|(?<!\w)(?:and|as|while|where|with|et|tandis que|alors que))\s*(?:(?:tens|hundreds) of )?"
    r"(?:thousands|hundreds|dozens|scores|many|most|others|some|everyone|everybody"
    r"|(?:des )?(?:dizaines de )?(?:milliers|centaines|dizaines)|beaucoup|tous)\s+"
    rf"(?:{any_word('auxiliaries', 'perfect', 'adverbs')}\s+)*$"
)
# "it could be ten days before the last of them have left": it lies ahead
IT_COULD_BE = pattern(
    r"(?<!\w)(?:could|may|might|will|would)\s+(?:be|take)\s[^.;:,]{0,25}?(?<!\w)before\s[^.;:,]{0,50}$"
    r"|(?<!\w)(?:pourrait|pourraient|devrait|faudra|faudrait)\s[^.;:,]{0,40}?(?<!\w)avant que\s[^.;:,]{0,50}$"
)
UNTIL_DONE = pattern(
    r"(?<!\w)(?:until|till|unless)\s[^,;.]{0,60}\s(?:has|have)\s+(?:\w+\s+)?$|(?<!\w)tant que\s[^,;.]{0,60}$"
)
INVADES = pattern(r"inva|envah")
FLEES = pattern(r"(?:fle[de]|escap|fui|enfui)\w*")
MADE_TO_FLEE = pattern(
    r"(?<!\w)(?:forc|oblig|contraign|compel|driv|push|pouss)\w*\s+(?:the |le |la |l[’'])?(?:[a-z]+\s+)?"
    r"(?:president|prime minister|governor|king|emperor|leader|ruler|président|premier ministre|gouverneur|roi)\s+"
    r"(?:(?-i:[A-ZÀ-Þ])[\w’.-]+\s+){0,4}(?:to|à)\s+$"
)
TO_PLACE = pattern(r"\s*(?:in|at|to|à|au|dans|en|de|d[’'])?\s*(?:the |la |l[’'])?(?:(?:town|city) of |ville de )?")
# "any attack on X will be answered", "to prevent further attacks", "condemned the attack"
SUCH = pattern(
    r"(?<!\w)(?:such|tel(?:le)?s?|any|any (?:further|new|future|other)|toute|toute (?:nouvelle|autre)"
    r"|any attempt at|toute tentative de)\s+$"
)
CONDEMNED = pattern(
    r"(?<!\w)(?:(?:condemn|denounc|deplor|welcom|hail|condamn|dénonc|déplor|salu)\w*)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:(?:the|this|these|an?|le|la|les|cette|ces|ce|une?)\s+|l[’']\s*)(?:[\w-]+\s+){0,2}?$"
)
IS_THE_WORST = pattern(
    r"\s+(?:was|is|est|était)\s+(?:the|one of the|among the|la|le|l[’']une? des"
    r"|parmi les)\s*(?:[\w-]+\s+){0,2}?(?:\w+est|worst|most|plus)(?!\w)"
)
IS_CONDEMNED = pattern(
    r"\s+(?:was|were|has been|have been|drew|a été|ont été|avait été)\s+(?:\w+\s+){0,2}?(?:condemn|denounc|deplor"
    r"|condamn|dénonc)"
)
BY_WEAPON = pattern(
    rf"\s+(?:[^.,;:]{{0,40}}\s)?(?:by|in|par|dans|lors de)\s+(?:[\w’-]+\s+){{0,3}}{any_word('weapons')}(?!\w)"
)
# who kills, in an article about acts of violence: "a student with a rifle killed 38 people", "the bomb, which killed"
KILLER = pattern(
    r"(?<!\w)(?:m[ae]n|wom[ae]n|students?|youths?|teenagers?|suspects?|knifem[ae]n|drivers?|gunm[ae]n|bombers?|attackers?|assailants?"
    r"|killers?|shooters?|extremists?|militants?|bombs?|blasts?|explosions?|devices?|trucks?|lorry|lorries|vans?|cars?|gunfire|bullets?"
    r"|hommes?|femmes?|étudiants?|individus?|jeunes?|tueurs?|tireurs?|conducteurs?|chauffeurs?|assaillants?|forcenés?|kamikazes?"
    r"|bombes?|explosions?|déflagrations?|engins?|camions?|camionnettes?|voitures?|balles?|rafales?)(?!\w)[^.;:]{0,140}$"
)
# no deaths of this kind without somebody who killed
BY_HAND = pattern(
    r"(?:shot (?:dead|and|in the (?:head|back|chest|neck|face|stomach|legs?))|gunned down|assassin|murder|behead|execut"
    r"|slaughter|massacr|crucifi|égorg|décapit"
    r"|exécut|fusill|abatt)"
)
OF_NATURE = pattern(
    r"(?<!\w)(?:floods?|flooding|storms?|cyclone|hurricane|typhoon|earthquakes?|quake|tsunami|wildfires?|lightning"
    r"|landslides?|rains?|volcano|accidental(?:ly)?|accident|inondations?|tempête|ouragan|séisme|tremblement de terre"
    r"|foudre|glissement de terrain|pluies?)(?!\w)"
)
LAKE_BEFORE = pattern(r"(?<!\w)(?-i:Lake|Lac|lac|Mount|Mont|Loch)\s+$")
ENTERS = pattern(r"(?:enter|entr|pénétr)\w*(?!\w)")
# "became the first provincial capital to fall to"
FIRST_TO = pattern(
    r"(?<!\w)(?:first|second|third|fourth|fifth|sixth|last|latest|next|only)\s+(?:[\w-]+\s+){1,4}?to\s+(?:have\s+)?$"
)
# "rebels fighting to oust X have taken Y": the perfect is the main verb's
PERFECT_BEFORE = pattern(r"(?<!to )(?<!\w)(?:have|has|had|ont|avaient)\s+(?:\w+\s+)?$")
# "left the base on Monday, whose keys were handed over": of the same story
WHICH_WAS = pattern(
    r",\s+(?:dont|qui|which|whose)(?!\w)(?:[^,;:.]{0,40}?\s)?(?:a|ont|est|sont|was|were)\s+(?:(?:été|\w+ment|\w+ly)\s+){0,2}$"
)
COMMA_BEFORE = pattern(r",\s+$")
BY_SOMEBODY = pattern(r"\s+(?:by|par)\s")
# "By nightfall X was in the hands of": it has changed hands by then
OPENS_BY = pattern(r"[\W_]*(?:by|dès)\s(?!(?:all|far|law|the|contrast|agreement|comparison|lors)(?!\w))")
# "is back in the hands of", "is now under the control of": it has changed hands
ANEW = pattern(
    r"(?<!\w)(?:(?:is|are|was|were|be|been|been put) (?:(?:once )?again )?(?:now )?back (?:in|under)"
    r"|once again|de nouveau|à nouveau)(?!\w)"
)
BY_NOW = pattern(r"(?<!\w)(?:is now|are now|now (?:in|under)|désormais)(?!\w)")
CONVOY_ENTERS = pattern(
    r"(?<!\w)(?:convoys?|convois?)(?!\w)[^.;:]{0,160}(?<!\w)(?:it|they|ils?)\s+"
    r"(?:(?:had|has|have|is|are|est|sont|était|étaient)\s+)?(?:(?:then|finally|ensuite|enfin)\s+)?"
    r"(?:enter\w*|entrée?s?|arriv\w*)\s*(?:à|en|dans|in|into)?$"
)
FIRST_SINCE_WHAT = pattern(
    r"(?<!\w)(?:for the first time|pour la première fois)\s+(?:since|depuis)\s[^.;:,]{3,60},\s+(?:on\s+|le\s+)?$"
)
FIRST_SINCE = pattern(
    r"(?<!\w)(?:first|second|third|fourth|fifth|sixth|biggest|largest|deadliest|worst|heaviest|fiercest|most"
    r"|premi(?:er|ère)s?|plus (?:grande?"
    r"|importante?|meurtri\w+"
    r"|grave|forte?|sanglante?)|pire)\s[^.;:,]{3,90}$"
)
PURPOSE = pattern(r"(?<!\w)to\s+(?:\w+ly\s+)?$")
# "began to take", "managed to take": it is done
NO_PURPOSE = pattern(
    r"(?<!\w)(?:began|begun|start(?:ed)?|manag(?:e|ed|ing)|able|succeed(?:ed)?|help(?:ed|s|ing)?|continu(?:e|ed|es)|go|went|gone|goes|only"
    r"|proceed(?:ed)?|forced|ha[sd]|have|used|seen|reported|said|says|believed|thought|claim(?:ed|s)?|first|last|enough|allowed|enabled"
    r"|(?:first|second|third|fourth|fifth|last|latest|next|only)(?:\s+[\w-]+){1,3}"
    r"|likely|due|set|expected|supposed|scheduled|ready|appear(?:ed|s)?|seem(?:ed|s)?|vow(?:ed|s)?|promis(?:ed|es)?|threaten(?:ed|s)?"
    r"|pledg(?:ed|es)?|want(?:ed|s)?|plan(?:s|ned)?|fail(?:ed|s)?|unable)(?:\s+on)?\s+to\s+(?:\w+ly\s+)?$"
    # "the army is to take X": planned
    r"|(?<!\w)(?<!aim )(?<!goal )(?<!objective )(?<!plan )(?<!purpose )(?<!idea )(?<!intention )"
    r"(?<!mission )(?<!task )(?<!priority )"
    r"(?:is|are)\s+(?:\w+ly\s+|now\s+|also\s+)?to\s+[“\"‘]?$"
    # "surged forward to enter", "defeated them to take": it came so
    r"|(?<!\w)(?:surged|swept|stormed|poured|burst|advanced|raced|broke through|crossed|came (?:back|down)|returned"
    r"|rallied|defeated|overpowered|overwhelmed|overcame|outflanked|beat|routed)\s[^.;:,]{0,50}?to\s+(?:\w+ly\s+)?$"
    r"|(?<!\w)(?:helped|enabled|allowed)\s+(?:[\w’-]+\s+){1,4}to\s+$"
)
# "ont promis de quitter X" tells no fact, "ont dû quitter X" does
INFINITIVE_DONE = pattern(
    rf"(?<!\w){any_word('infinitives_done')}\s*(?:(?:{any_word('adverbs')}|\w+ment|se|en|y|l[ae]|les|leur)\s+)*(?:s[’']|l[’'])?$"
)
ANNIVERSARY_OF = pattern(r"(?<!\w)(?:anniversar(?:y|ies) of|anniversaire de)\s*(?:the |its |la |le |l[’'])?$")
BUT_FOR = pattern(r"\W*(?:sans|without|but for|n[’']eût été)(?!\w)")
CONCLUDED = pattern(r"(?<!\w)(?:reached|signed|struck|brokered|concluded|clinched)(?!\w)")
# "announced the withdrawal of": what is to come
ANNOUNCES = pattern(
    r"(?<!\w)(?:announc(?:e|es|ed|ing)|annonc(?:e|ent|é|és|ée|ait))\s+(?:[\w-]+\s+)?(?:the |a |its |their |le "
    r"|la |l[’']|un |une |son |leur )\s*"
    r"(?:[\w-]+\s+)?$"
)
# "to help forces fighting the rebels", "part of a coalition fighting them": who they are
OF_THOSE_WHO = pattern(
    r"(?<!\w)(?:(?:help|assist|support|train|back|arm|aid|advise|join)\w*|of|with|by|as|for|among"
    r"|part of)\s+(?:[\w-]+\s+){0,3}$"
)
NO_SUCH = pattern(
    r"(?<!\w)(?:there (?:is|was|were|are|has been|had been) no|aucune?|il n[’']y (?:a|avait) (?:pas"
    r"|eu) d[e’'])\s*(?:[\w-]+\s+){0,2}$"
)
# "refugees from the fighting": it is not told here
REFUGEES_FROM = pattern(
    r"(?<!\w)(?:refugees|displaced|families|civilians|people|residents|réfugiés|déplacés)\s+(?:fleeing\s+"
    r"|who fled\s+)?(?:from\s+|by\s+)?(?:the\s+)?$"
)
ITS_DAYS = pattern(
    r"(?<!\w)(?:(?:(?:first|opening|early|last|premiers?|premières?|derniers?|dernières?)\s+"
    r"(?:days?|hours?|weeks?|phases?|jours?|heures?|semaines?)"
    r"|(?:since|from|depuis|dès)\s+(?:the |le |la )?(?:start|beginning|outset|launch|début|déclenchement"
    r"|lancement)|at the height|au plus fort)"
    r"\s+(?:of|de|d[’'])\s*(?:the |this |its |la |l[’']|cette |leur )?(?:(?:full-scale|large-scale)\s+)?)$"
)
ANOTHER_CLAUSE = pattern(
    r"[,;]\s+(?:and|but|while|et|mais|tandis que|alors que)\s"
    # "entered X and the army said it had left"
    r"|(?<!\w)(?:and|while|et|tandis que|alors que)\s+(?:the\s+|la\s+|le\s+|les\s+|l[’'])?(?:[\w-]+\s+){0,3}?(?:(?:a"
    r"|ont)\s+)?$"
)
# "a fighter manning a checkpoint told": one man
ONE_OF_THEM = pattern(
    r"(?<!\w)(?:an?|another|the|one)\s+(?:[\w-]+\s+){0,3}?(?:fighter|soldier|officer|commander|militant|gunman|policeman|guard)\s+$"
)
IS_NOW = pattern(rf"(?<!\w)(?:is|are)\s+(?:{any_word('adverbs')}\s+)*$")
# "they also captured Y": on the same day
ALSO = pattern(
    r"(?<!\w)(?:also|too|simultaneously|at the same time|in parallel|as well|également|aussi|simultanément"
    r"|parallèlement"
    r"|(?:dans le|au) même (?:temps|moment))(?!\w)"
)
OPENING_AIM = pattern(r"\A\W*(?:in order to|to|so as to|pour|afin d(?:e|[’']))\s*[^,;:]{3,80},\s+")
UNTIL_ITS = pattern(r"until [^,.;]*[’']s ")
WOULD_BEFORE = pattern(r"(?<!\w)would\s+(?:(?:\w+ly|also|now|soon|be|begin|start)\s+)*$")
CONDITIONAL = pattern(r"(?<!\w)(?:if|unless|whether|could|might)(?!\w)")
WOULD_HAVE = pattern(r"(?<!\w)(?:serai(?:t|ent)|aurai(?:t|ent)|would have|could have|might have)\s+(?:\w+\s+)?$")
OWN_SPOKESMAN = pattern(
    r",[^,;.]{0,25}(?<!\w)(?:their|its|leur|son)\s+(?:\w+\s+)?(?:spokes\w+|commander|leader|chief|porte-parole|chef)"
)
THEN = pattern(r"(?<!\w)(?:but|before|mais|avant)(?!\w)")
NOT_REAL = pattern(
    r"(?<!\w)(?:(?:film|movie|documentary|novel|documentaire|roman)(?=\s+[“«\"])"
    r"|war ?games?|computer game|video game|simulat(?:ed|ion)"
    r"|(?:military|nato|naval|joint|training) exercises?|drills?"
    r"|jeu de guerre|jeu vidéo|exercice (?:militaire|conjoint|naval|de l.otan)|man[oœ]euvres militaires)(?!\w)"
)
ITS_SUBJECT = pattern(r"(?<!\w)(?:who|which|that|they|he|she|it|we|qui|ils?|elles?|on)\s+(?:\w+ly\s+)?$")
OF_PLACE = pattern(
    rf"\s*(?:of|in|at|near|on|de|du|d[’']|à|au|en)\s*{THE}"
    rf"(?:(?:[a-z]+\s+){{0,2}}{any_word('place_nouns', 'areas')}\s+(?:of|de|d[’'])\s*)?"
)
# who speaks for a state
OFFICIAL = pattern(rf"(?<!\w){any_word('officials')}(?!\w)")
STATE_SPEAKS = pattern(
    r"(?<!\w)(?:state|national)[- ](?:run |owned )?(?:radio|television|TV|media)|(?:radio"
    r"|télévision)\s+(?:nationale|d[’']État|d[’']Etat|publique)"
    r"|(?<!\w)(?<!vice[- ])(?<!former )(?<!ex-)(?:(?:prime|defen[cs]e) minister|president|army chief|premier ministre"
    r"|ministre de la défense|président)(?!\w)"
)
WITNESS = pattern(rf"(?<!\w){any_word('witnesses')}(?!\w)")
# "an official recently", "the alliance –": what belongs to the verb of speech and not to the speaker
TRAILING = pattern(r"(?:\s+\w+ly)?[\s–—-]*$")
# the words up to a verb of speech, back to the punctuation before them
SPEAKER = pattern(r"[^\W\d_][^,;“”\"«»]{1,90}$")
# "a column of lorries rolled out", "the defenders fled": a force that nothing names
GOES_INTO = pattern(r"(?:roll|mov|march|driv|drove|pour|enter|entr|stream|swe|surg|arriv)\w*")
NAMELESS_FORCE = pattern(
    r"(?<!\w)(?:defenders|garrison|columns?|detachment|squads?|vanguard|rearguard|infantry|enemy|occupiers|victors"
    r"|invaders|intruders|infiltrators|besiegers|occupants|ennemi|vainqueurs|envahisseurs|assiégeants|défenseurs|garnison|colonnes?|détachement"
    r"|avant-garde|arrière-garde|(?:loyalist|allied|enemy) units)(?!\w)(?!\s+(?:inch|newspaper))"
)
MATERIEL = pattern(rf"(?<!\w){any_word('materiel')}(?!\w)")
