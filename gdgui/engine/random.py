"""Random numbers that are a pure function of where they are used.

A draw depends on (seed, stream, epoch, lane) and on nothing else: not on how many numbers were drawn
before, nor on how a sweep was cut into blocks.  So a cell of a heatmap can be replayed alone, and
gives the very same numbers.  The mixing function is SplitMix64's finaliser (Steele, Lea, Flood:
Fast splittable pseudorandom number generators, OOPSLA 2014), applied once for every word of the key;
numpy's generators were not taken since they produce sequences, one generator for each stream.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.types import Integers, Values

Words = NDArray[np.uint64]

START_EPOCH = -1
"""The epoch under which starts are drawn: before the first."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def _mix(words: Words) -> Words:
    words = (words ^ (words >> np.uint64(30))) * _FIRST
    words = (words ^ (words >> np.uint64(27))) * _SECOND
    return words ^ (words >> np.uint64(31))


def uniform(seed: int | Integers, stream: Integers, epoch: int, lane: int) -> Values:
    """Doubles in [0, 1), evenly spaced by 2⁻⁵³, one for each element of `stream`."""
    words = np.zeros(np.shape(stream), dtype=np.uint64)
    for part in (seed, stream, epoch, lane):
        key = np.asarray(part, dtype=np.int64).astype(np.uint64)
        words = _mix(words + key * _FIRST + _GOLDEN)
    return (words >> np.uint64(11)).astype(np.float64) * 2.0**-53


def normal(seed: int | Integers, stream: Integers, epoch: int, dimension: int) -> Values:
    """Standard normal numbers of shape (dimension, n), by Box and Muller's transformation.

    ξ = √(−2 ln(1 − u)) · cos 2πv, with u and v uniform in [0, 1).
    """
    rows = []
    for coordinate in range(dimension):
        u = uniform(seed, stream, epoch, 2 * coordinate)
        v = uniform(seed, stream, epoch, 2 * coordinate + 1)
        rows.append(np.sqrt(-2.0 * np.log(1.0 - u)) * np.cos((2.0 * np.pi) * v))
    return np.array(rows)


def pick(seed: int | Integers, stream: Integers, grid: Values, lane: int) -> Values:
    """An element of `grid` for each stream, each with the same chance: how starts are drawn."""
    index = (uniform(seed, stream, START_EPOCH, lane) * len(grid)).astype(np.int64)
    return grid[index]
