"""The version, from the one place that states it: the package's metadata."""

from importlib.metadata import version

__version__ = version("mapkit")
