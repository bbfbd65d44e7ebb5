"""Words round a name that only a place has: "ten miles from Xyz", "shells fell on Xyz", "Xyz airport"."""

from __future__ import annotations

import re

_WINDOW = 60
"""Characters before a name in which such words stand."""

_FORCES = (
    r"(?:troops|soldiers|forces|rebels|fighters|insurgents|militants|guerrillas|gunmen|militiamen|paramilitaries|marines|paratroopers"
    r"|peacekeepers|policemen|reinforcements|battalions?|units|columns?|tanks|army|garrison|soldats|troupes|rebelles|combattants|renforts"
    r"|bataillons?|militaires|policiers|gendarmes|blindés|parachutistes|casques bleus)"
)
_SHELLS = r"(?:shells|rockets|bombs|mortars|missiles|grenades|obus|roquettes|bombes|missiles)"
_AIRCRAFT = (
    r"(?:warplanes|planes|jets|bombers|helicopters|gunships|drones|aircraft|artillery|gunners|gunboats|avions|chasseurs|hélicoptères"
    r"|drones|artillerie|aviation)"
)
_BEFORE = re.compile(
    r"(?<!\w)(?:"
    r"(?:kilomet(?:er|re)s?|km|miles?)\s+(?:(?:short|(?:north|south|east|west)\w*|outside|away|inland)\s+)?(?:of|from)"
    r"|(?:kilomètres|km)\s+(?:au\s+\w+(?:-\w+)?\s+)?(?:de|d[’'])"
    r"|within\s+(?:sight|range|reach|(?:striking|shelling)\s+distance)\s+of|en vue de|à portée de"
    r"|(?:curfew|blockade|assault|offensive|march|raids?|airstrikes?|air\s+strikes?)\s+on|blockade\s+of"
    r"|(?:assaut|offensive|raids?|marche|couvre-feu)\s+(?:sur|à)|blocus de"
    r"|(?:fighting|clashes|battles|skirmishes|gunfire|combat)\s+(?:in and around|(?:has |had )?(?:spread|spilled) to"
    r"|(?:north|south|east|west)\w*\s+of|at|outside)"
    r"|(?:combats|affrontements|accrochages|tirs)\s+(?:à|autour de|près de|aux abords de|(?:au|à l[’'])\s*\w+\s+de)"
    r"|(?:ambush(?:es)?|gunfight|firefight|checkpoint|roadblock)\s+(?:outside|near|at)"
    r"|(?:embuscade|fusillade|barrage)\s+(?:à|près de)"
    r"|(?:residents|refugees|villagers|inhabitants|townspeople|displaced people)\s+(?:of|from|in)"
    r"|(?:habitants|réfugiés|villageois|déplacés)\s+(?:de|d[’'])"
    r"|(?:mayor|maire)\s+(?:of|de|d[’'])|à\s+(?:la\s+)?hauteur\s+(?:de|d[’'])"
    r"|(?:the|a|la|une)\s+(?:main\s+)?(?:road|highway|track|route|piste)\s+(?:to|from|de|d[’']|vers)"
    rf"|{_FORCES}\s+(?:(?:se sont|sont|ont|s[’']étaient|étaient)\s+)?(?:(?:march|avan[cç]|fon[cç]|roul)\w+\s+(?:sur"
    rf"|vers)"
    r"|(?:repli|retir|regroup)\w+\s+(?:sur|vers|à)|passée?s\s+par|fui)"
    r"|(?:le|du|au)\s+siège\s+de"
    r"|(?:units?|posts?|positions?|outposts?|checkpoints?|patrols?|convoys?|bases?|camps?|villages?|hamlets?|bridges?)\s+close\s+to"
    r"|(?:shot|killed|wounded|attacked|ambushed|seized|kidnapped)\s+[^.;,]{3,40}?\s+on\s+\w+day\s+(?:at|near|outside)"
    r"|(?:fighting|clashes|battles|combat)\s+(?:has\s+|had\s+)?(?:rag|continu|erupt|flar|resum)\w+\s+(?:around|near|outside|at)"
    r"|convoys?\s+(?:has\s+|had\s+)?(?:passed\s+through|crossed|reached)"
    r"|storming\s+(?:on\s+\w+\s+)?of"
    r"|(?:à\s+la\s+sortie|à\s+l[’']entrée|aux\s+(?:portes|abords|environs))\s+de"
    r"|(?:postes?|positions?|camps?|villages?|localités?|bases?)\s+(?:[\w-]+\s+)?proches?\s+de"
    r"|convois?\s+(?:a\s+|ont\s+|avait\s+)?(?:traversé|quitté|atteint)"
    rf"|{_SHELLS}\s+(?:\w+\s+){{0,2}}?(?:fell|rained|landed|crashed|slammed|tombées?|tombés?|abattues?"
    rf"|abattus?)\s+(?:down\s+)?(?:on|in|into|near|sur|à|près de)"
    r"|(?:smoke|fumée)\s+(?:rose|rising|s[’']élevait)\s+(?:over|above|from|au-dessus de)"
    rf"|{_AIRCRAFT}\s+(?:have\s+|had\s+|also\s+|again\s+|a\s+|ont\s+)?(?:hit|struck|attacked|bombed|pounded|shelled|strafed|raided"
    r"|bombardé|pilonné|frappé|attaqué|mitraillé)"
    rf"|{_FORCES}\s+(?:(?:were|are|was|have been|had been|will be|ont été|a été|sont)\s+)?(?:sent|moved|flown|rushed"
    rf"|dispatched|deployed"
    r"|returned|ferried|bused|transferred|flew|drove|went|envoyée?s|dépêchée?s|déployée?s|acheminée?s|arrivée?s)\s+(?:back\s+)?(?:to|à|vers)"
    rf"|{_FORCES}\s+(?:(?:are|were|have|had|also|still|ont|a)\s+)?(?:defend(?:ed|ing)?|guard(?:ed|ing)?|patroll?(?:ed|ing)?"
    r"|reinforced?|bombard(?:ed)?|raid(?:ed)?|burne?d?|cede[ds]?|surrender(?:ed)?|garrison(?:ed)?|gave up"
    r"|passed through|closed in on"
    r"|moved on|advanced on|défend(?:ent|aient|u)|gardent|renforcé|cédé|traversé|incendié)"
    r")\s*(?:the\s+)?\Z"
)
"""In small letters, for text in such: much faster than a pattern that ignores case."""
_BEHIND = re.compile(
    r"(?:[’']s)?\s+(?:airport|airfield|airstrip|hospital|prison|barracks|refinery|harbou?r|docks|town hall"
    r"|police station)(?!\w)"
    r"|\s+(?:came|has come|had come)\s+under\s+(?:[\w-]+\s+)?(?:shellfire|bombardment|siege|shelling|(?:mortar"
    r"|rocket) fire)(?!\w)"
    r"|\s+(?:is|was|remains|remained|lay|lies|est|était|reste)\s+(?:now\s+|still\s+|also\s+|toujours\s+|encore\s+)?"
    r"(?:deserted|in (?:flames|ruins|rebel hands|government hands|army hands)|under (?:siege|curfew|bombardment"
    r"|shellfire)|cut off"
    r"|encircled|besieged|désertée?|en (?:flammes|ruines)|assiégée?|encerclée?|aux mains d(?:e|u|es))(?!\w)"
)


_LAST = frozenset(
    """
    of from on at to in near into around outside through over above up de d à sur vers du l the par
    hit struck attacked bombed pounded shelled strafed raided bombardé pilonné frappé attaqué mitraillé
    defend defended defending guard guarded guarding patrol patrolled patrolling reinforce reinforced bombard bombarded
    raid burn burned ceded cede surrender surrendered garrison garrisoned défendent défendaient défendu gardent renforcé
    cédé traversé incendié fui quitté atteint crossed reached
    """.split()  # noqa: SIM905  # reads better
)
"""The words with which :data:`_BEFORE` ends: most names stand behind others, and are not searched for."""


_OPENS = re.compile(r"(?:\A|[.;:!?”\"]\s+|\n)(?:In|At|Near|À|A|Près de)\s\Z")
_FORCES_ACT = re.compile(
    rf",\s+(?:(?:an?|the|some|several|about|more than|les|des|un|une|la|le)\s+)?(?:[\w-]+\s+){{0,3}}?{_FORCES}(?!\w)",
    re.IGNORECASE,
)
"""What opens a sentence before a place, and goes on behind it: "In Xyz, a column of fighters"."""


def stands_as_place(text: str, start: int, end: int, left: str) -> bool:
    """Whether the words round the name at ``text[start:end]``, ``left`` right before it, are those of a place only."""
    if _FORCES_ACT.match(text, end) and _OPENS.search(text[max(0, start - 12) : start]):
        return True
    alone = not text.startswith(("'s", "’s"), end)  # "shells fell on Xyz's men"
    if left in _LAST and alone and _BEFORE.search(text[max(0, start - _WINDOW) : start].lower()):
        return True
    return _BEHIND.match(text, end) is not None
