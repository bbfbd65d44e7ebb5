"""The version, from the one place that states it: the package's metadata."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("mapkit")
except PackageNotFoundError:  # a checkout on the path, not installed
    __version__ = "0+checkout"
