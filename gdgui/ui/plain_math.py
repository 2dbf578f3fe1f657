r"""LaTeX as plain text: for screen readers, labels and tooltips, and until a formula can be drawn."""

from __future__ import annotations

import re

_SUBSCRIPTS = dict(zip("0123456789+-aehiklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_SUPERSCRIPTS = dict(zip("0123456789+-in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱⁿ", strict=True))

_SIGNS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "iota": "ι", "upsilon": "υ",
    "Gamma": "Γ", "Lambda": "Λ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "Theta": "Θ", "Pi": "Π",
    "Delta": "Δ", "Sigma": "Σ", "sum": "Σ", "nabla": "∇", "partial": "∂", "infty": "∞",
    "cdot": "·",
    "cdots": "⋯", "times": "×", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "leftarrow": "←", "rightarrow": "→", "to": "→", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈",
    "rceil": "⌉", "in": "∈", "ldots": "…", "dots": "…", "prime": "′", "star": "*", "ast": "*",
    "quad": " ", "qquad": " ", "lvert": "|", "rvert": "|", "odot": "⊙", "sqrt": "√",
}  # fmt: skip
_SILENT = re.compile(
    r"\\(left|right|big|Big|bigl|bigr|Bigl|Bigr|mathrm|text|operatorname|displaystyle)\b\*?"
)
_GROUP = r"\{([^{}]*)\}"
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307"}
_MOST_LEVELS = 12
_LETTER = "[\\w.\u0300-\u036f]"
# Stand for _ and ^ that have been dealt with, so that the next level leaves them alone.
_DONE = {"_": "\ue000", "^": "\ue001"}


def plain_text(latex: str) -> str:
    r"""`latex` as it may be read aloud, without markup.

    >>> plain_text(r"\eta = \eta_0\, \gamma^{\lfloor t/s \rfloor}")
    'η = η₀ γ^(⌊t/s⌋)'
    >>> plain_text(r"\frac{1}{2} x^2 {-} 3")
    '1/2 x² − 3'
    """
    text = _SILENT.sub("", latex)
    text = text.replace(r"\{", "⟨").replace(r"\}", "⟩")
    text = re.sub(r"\\[,;:! ]|~|&|\\\\", " ", text)
    text = re.sub(r"\\([A-Za-z]+)", _command, text)
    for _ in range(_MOST_LEVELS):
        folded = _fold(text)
        if folded == text:
            break
        text = folded
    for sign, done in _DONE.items():
        text = text.replace(done, sign)
    text = text.replace("'", "′").replace("-", "−")
    text = re.sub(r"[{}\\]", "", text).replace("⟨", "{").replace("⟩", "}")
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"([(⌊⌈]) | (?=[)⌋⌉,])", lambda m: m[1] or "", text)
    return text.strip()


def _command(match: re.Match[str]) -> str:
    name = match[1]
    if name in _SIGNS:
        return _SIGNS[name]
    if name in ("frac", "tfrac", "dfrac"):
        return "\\frac"
    return f"\\{name}" if name in _ACCENTS else name


def _fold(text: str) -> str:
    """One level of braces taken away, the innermost first."""
    text = re.sub(r"([_^])(?:" + _GROUP + r"|([^\s{}\\]))", _script, text)
    text = re.sub(r"\\(hat|bar|tilde|dot)(?:" + _GROUP + r"| ?(\w))", _accent, text)
    text = re.sub(r"√" + _GROUP, lambda m: f"√{_part(m[1])}", text)
    text = re.sub(
        r"\\frac" + _GROUP + _GROUP, lambda m: f"{_part(m[1])}/{_part(m[2], below=True)}", text
    )
    return re.sub(r"(?<![_^a-z}√])" + _GROUP + r"(?!\{)", r"\1", text)


def _part(text: str, below: bool = False) -> str:
    """A numerator, denominator or root; in brackets where it is more than one thing."""
    one = rf"[\d.]+|[^\W\d]{_LETTER}*" if below else rf"{_LETTER}+"
    simple = re.fullmatch(one, text.strip()) or re.fullmatch(r"\|[^|]*\|\w?|[a-z]+\([^()]*\)", text)
    return text if simple else f"({text})"


def _accent(match: re.Match[str]) -> str:
    return (match[2] or match[3]) + _ACCENTS[match[1]]


def _script(match: re.Match[str]) -> str:
    content = (match[2] if match[2] is not None else match[3]).strip()
    table = _SUBSCRIPTS if match[1] == "_" else _SUPERSCRIPTS
    if content and all(sign in table for sign in content):
        return "".join(table[sign] for sign in content)
    if content in ("′", "'", "*"):
        return content
    mark = _DONE[match[1]]
    return f"{mark}({content})" if match[1] == "^" and len(content) > 1 else mark + content
