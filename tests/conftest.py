from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import mapkit as mk

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
KIDAL_ARTICLES = {path.name[:3]: path.name for path in SEEDS.glob("*.txt")}

# a test that fails because the machine is busy tells nothing
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the package opens a connection beyond this machine; the browser tests talk to their own pipe."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if isinstance(host, str) and not host.startswith(("127.", "/", "::1")) and host != "localhost":
            message = f"a test tried to reach {host}"
            raise AssertionError(message)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def seeds() -> Path:
    return SEEDS


@pytest.fixture(scope="session")
def kidal() -> mk.Dossier:
    """The dossier of the five articles, built once."""
    return mk.build(SEEDS, title="The UN leaves Kidal")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """A skip is not a pass: it fails, and says so."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is no pass: {report.longrepr}"
    return report
