"""What has been computed for a document, for whoever goes on with it.  No Qt."""

from __future__ import annotations

from msgspec import Struct, field

from gdgui.engine.field import Field
from gdgui.jobs.descents import DescentDone


class Results(Struct, frozen=True, eq=False):
    """Complete descents and sweeps, by the keys of their plans."""

    descents: dict[bytes, DescentDone] = field(default_factory=dict)
    fields: dict[bytes, Field] = field(default_factory=dict)
