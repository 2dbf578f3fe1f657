"""Compiles the translations whenever something is built, and puts the resources into the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))


class ResourcesHook(BuildHookInterface[Any]):
    """Runs before the files of a build are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        from translations import compile_all

        compile_all()
        # An editable installation reads them where they lie: a copy would grow old, and a folder
        # gdgui without modules in site-packages would hide that the real one is gone.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"]["resources"] = "gdgui/resources"
