"""Parameters that several schedules have."""

from gdgui.engine.message import Message
from gdgui.engine.types import Parameter


def duration(default: int | None = None) -> Parameter:
    """The parameter `duration`, T: N where nothing else stands."""
    return Parameter(
        key="duration",
        title=Message("Duration"),
        help=Message("The duration T, in epochs; empty: all epochs.")
        if default is None
        else Message("The duration T, in epochs."),
        kind="integer",
        default=default,
        low=1,
        derived="epochs" if default is None else "",
        slider_low=1,
        slider_high=200,
        symbol="T",
    )


def minimum() -> Parameter:
    """The parameter `minimum`, η_min: the rate at the bottom."""
    return Parameter(
        key="minimum",
        title=Message("Lowest rate"),
        help=Message("The learning rate at the bottom, η_min."),
        default=0.0,
        low=0.0,
        slider_low=0.0,
        slider_high=0.1,
        symbol=r"\eta_{\min}",
    )


def factor(default: float) -> Parameter:
    """The parameter `gamma`, γ: what the rate is multiplied by."""
    return Parameter(
        key="gamma",
        title=Message("Factor"),
        help=Message("The factor γ that the learning rate is multiplied by."),
        default=default,
        low=0.0,
        slider_low=0.0,
        slider_high=1.0,
        symbol=r"\gamma",
    )
