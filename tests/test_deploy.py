"""What deploy/ says is what the programs that read it take."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import need
from web.settings import Settings

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_each_unit(unit, tmp_path):
    need(shutil.which("systemd-analyze"), "systemd-analyze is not installed (Debian: apt-get install systemd)")
    for one in UNITS:
        # The commands and the user of a server are not on this machine.
        text = re.sub(r"/srv/rightful/\.venv/bin/rightful", "/bin/true", one.read_text())
        (tmp_path / one.name).write_text(re.sub(r"(?m)^(User|Group|WorkingDirectory)=.*\n", "", text))
    checked = subprocess.run(["systemd-analyze", "verify", str(tmp_path / unit.name)], capture_output=True, text=True)
    problems = [line for line in checked.stderr.splitlines() if unit.name in line]
    assert checked.returncode == 0, checked.stderr
    assert problems == []


def test_the_boxed_unit_lets_rasa_speak_to_this_machine_alone():
    unit = (DEPLOY / "systemd" / "rightful-rasa.service").read_text()
    for line in (
        "IPAddressDeny=any",
        "IPAddressAllow=localhost",
        "NoNewPrivileges=yes",
        "MemoryMax=",
        "User=rightful-rasa",
    ):
        assert f"\n{line}" in unit


def test_containers_that_hold_data_are_not_reached_from_outside():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    assert {name for name, one in services.items() if "ports" in one} == {"nginx"}
    assert compose["networks"]["inside"]["internal"] is True
    for name in ("database", "redis", "rasa"):
        assert services[name]["networks"] == ["inside"]
    named = {one.split(":")[0] for service in services.values() for one in service.get("volumes", [])}
    assert {one for one in named if not one.startswith((".", "/"))} <= set(compose["volumes"])


def test_every_setting_that_is_read_is_on_the_page_about_running_and_no_other():
    read = set(re.findall(r"RIGHTFUL_[A-Z_]+", (ROOT / "web" / "settings.py").read_text()))
    read |= {"RIGHTFUL_DATA_KEYS"}
    said = set(re.findall(r"RIGHTFUL_[A-Z_]+", (ROOT / "docs" / "running.md").read_text()))
    told = {name for name in read if name in said or (name.startswith("RIGHTFUL_OIDC") and "RIGHTFUL_OIDC_" in said)}
    assert read - told == set()
    assert {name for name in said - read if name != "RIGHTFUL_OIDC_"} == set()


def test_the_example_of_settings_can_be_read():
    text = (DEPLOY / "rightful.env.example").read_text()
    chosen = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
    settings = Settings.from_environment(chosen)
    assert settings.secure_cookies
    assert settings.proxies == 1
