"""Gives articles and time expressions their days; never from today's date."""

from mapkit.chronology.anchoring import anchor
from mapkit.chronology.dating import date_articles

__all__ = ["anchor", "date_articles"]
