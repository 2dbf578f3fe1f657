"""The parts of a script that are the same for every document: reading, saving, drawing."""

HEADER = '''\
"""{title}

{told}  Written by Gradient Descent Lab.
It needs numpy and matplotlib alone, and gives the program's numbers to the last bit.
"""
'''

IMPORTS = """\
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

np.seterr(all="ignore")  # numbers may overflow in a descent that diverges
COLORS = ["#0072b2", "#d55e00", "#008f68", "#b85a8d", "#b57b00", "#2b8ac6", "#7d7400", "#5c6066"]
"""

TABLE = '''\
def table(rows):
    """The epochs of a descent as columns: what held before each step, and where it led."""
    x, g, rate, step, x_new = zip(*rows)
    position = np.concatenate(x, axis=1)
    return {{
        "epoch": np.arange(len(rows)),
        "position": position{one},
        "value": {value},
        "gradient": np.concatenate(g, axis=1){one},
        "learning_rate": np.array([np.ravel(r)[0] for r in rate], dtype=float),
        "displacement": np.concatenate(step, axis=1){one},
        "next_position": np.concatenate(x_new, axis=1){one},
    }}
'''

FOLDER = """\
folder = {folder} / "reproduced"
folder.mkdir(exist_ok=True)
"""

SCRIPT_FOLDER = '(Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd())'
NOTEBOOK_FOLDER = "Path.cwd()"

LANDSCAPE = """\
# The function, and on it where the descents went
figure, axes = plt.subplots(2, {across}, figsize=(12, 8), layout="constrained", squeeze=False)
landscape = axes[0, 0]
grid = np.linspace({low!r}, {high!r}, 801)
landscape.plot(grid, {height}, color="gray")
landscape.set(title={title!r}, xlabel="x", ylabel="f(x)")
# A descent may well leave the picture, which stays where the function is.
landscape.set(xlim=landscape.get_xlim(), ylim=landscape.get_ylim())
"""

LANDSCAPE_2D = """\
# The function, and on it where the descents went
figure, axes = plt.subplots(2, {across}, figsize=(12, 8), layout="constrained", squeeze=False)
landscape = axes[0, 0]
across, up = np.meshgrid(np.linspace({low!r}, {high!r}, 201), np.linspace({bottom!r}, {top!r}, 201))
places = np.array([across.ravel(), up.ravel()])
landscape.contour(across, up, {height}.reshape(across.shape), 30, cmap="viridis")
landscape.set(title={title!r}, xlabel="x", ylabel="y")
# A descent may well leave the picture, which stays where the function is.
landscape.set(xlim=landscape.get_xlim(), ylim=landscape.get_ylim())
"""

TRACES = """\
for (name, columns), color in zip(descents.items(), COLORS * len(descents)):
    position = columns["path"] = np.append(columns["position"], columns["next_position"][-1:])
    heights = np.append(columns["value"], np.nan)
    landscape.plot(position, heights, "o", mfc="none", markersize=4, color=color, label=name)
"""

TRACES_2D = """\
for (name, columns), color in zip(descents.items(), COLORS * len(descents)):
    path = columns["path"] = np.append(columns["position"], columns["next_position"][-1:], axis=0)
    landscape.plot(*path.T, "o-", mfc="none", markersize=4, color=color, label=name)
"""

CHARTS = """\
charts = {charts}
for chart, (column, title) in zip(axes.flat[1:], charts.items()):
    for columns, color in zip(descents.values(), COLORS * len(descents)):
{missing}{size}        chart.plot({drawn}, "o-", mfc="none", markersize=3, color=color)
    chart.set({scales})
for chart in axes.flat[1 + len(charts):]:
    chart.axis("off")
landscape.legend()
"""

MISSING = """\
        if column not in columns:
            continue
"""

SIZE = """\
        heights = columns[column]
        if column in {logarithmic}:  # zero stands nowhere on such an axis
            heights = np.where(heights == 0, np.nan, np.abs(heights))
"""

DISTANCE = '''\
def distance(columns):
    """How far each position is from the nearest minimum."""
    path = np.append(columns["position"], columns["next_position"][-1:])
    return np.min(np.abs(path - np.array({minima})), axis=0)


'''

DISTANCE_2D = '''\
def distance(columns):
    """How far each position is from the nearest minimum."""
    path = np.append(columns["position"], columns["next_position"][-1:], axis=0)
    return np.min([np.hypot(*(path - place).T) for place in {minima}], axis=0)


'''

END = """\
last = result_{number}["next_position"][-1:]
landscape.plot(last, {height}, "o", color="red", zorder=3)
landscape.set_title(f"Empirical local minimum: {{last[0]:.6g}}")
"""

LIST = """\
# Uneven values are drawn in the order of their size, each once
axis_{number}, order = np.unique(axis_{number}, return_index=True)
shown = shown[{cells}]
"""

CURVE = """\
# The sweep: a curve over its axis
figure, chart = plt.subplots(figsize=(8, 6), layout="constrained")
chart.plot(axis_1, shown, "s-", mfc="none")
chart.set(title={title!r}, xlabel={first!r}, ylabel={measure!r}{scale})
"""

HEATMAP = """\
# The sweep: its first axis along x, and below it a line for each value of the second axis
figure, (chart, family) = plt.subplots(2, 1, figsize=(8, 10), layout="constrained")
colors = chart.pcolormesh(axis_1, axis_2, shown.T, shading="nearest"{limits})
figure.colorbar(colors, ax=chart, label={measure!r})
chart.set(title={title!r}, xlabel={first!r}, ylabel={second!r}{scale})
for j in range(0, len(axis_2), max(1, len(axis_2) // 64)):
    label = f"{{axis_2[j]:.6g}}" if j % max(1, len(axis_2) // 8) == 0 else None
    family.plot(axis_1, shown[:, j], color=plt.cm.{cmap}(j / len(axis_2)), label=label)
family.set(xlabel={first!r}, ylabel={measure!r}{family_scale})
family.legend(title={second!r})
"""

MINIMA = """\
for place in {minima}:
    chart.axhline(place, linestyle=":", color="gray", label=f"minimum {{place:.6g}}")
chart.legend()
"""

TEXTS = """\
# Texts are drawn as their numbers in this list
names = sorted(set({shown}.ravel()))
shown = np.array([names.index(text) for text in {shown}.ravel()]).reshape({shown}.shape)
print("In the figure:", dict(enumerate(map(str, names))))
"""

SHADOW = """\
    x = np.repeat(x, 2, axis=1)
    x[0, 1] += {beside!r}  # the shadow
"""

RATES = """\
    rates = np.array([np.ravel(rate)[0] for rate in rates])
"""

GROWTHS = """\
    growths = np.concatenate(growths)
"""

BESIDE = '''\
def {name}(arrays):
    """The log of how far a shadow moved away from its descent; brings it back beside it."""
    apart = [a[..., 1:] - a[..., :1] for a in arrays]
    distance = np.zeros(1)
    for part in apart:
        part[~np.isfinite(part)] = 0.0
        distance += (part * part).reshape(-1, 1).sum(axis=0)
    distance = np.sqrt(distance)
    growth = np.log(np.maximum(distance / {beside!r}, {closest!r}))
    if not np.isfinite(arrays[0]).all():
        growth = np.array([np.nan])
    met = distance == 0
    apart[0][0, met] = {beside!r}
    scale = {beside!r} / np.where(met, {beside!r}, distance)
    return growth, [
        np.concatenate([a[..., :1], a[..., :1] + part * scale], axis=-1)
        for a, part in zip(arrays, apart)
    ]
'''

SEEN = """\
# What is seen of each cell: how its last epochs went, and whatever has to watch every epoch
orbit = np.empty({shape}, dtype=np.int8)
{watched}spread = np.full({shape}, np.nan)
"""

ALIKE = """\
# Repeats that nothing tells apart all end at the same place
spread = np.where(np.isfinite(end).all(axis=0), 0.0, np.nan)
"""

REPEATS = """\
ends = [trail[:, -1]]
for again in range(1, {repeats}):
{start}    ends.append({cell}[0][:, -1])
mean = sum(ends) / len(ends)
spread[{place}] = np.sqrt(np.sum(sum((end_ - mean) * (end_ - mean) for end_ in ends) / len(ends)))
"""

LOOK = """\
trail, halted[{place}]{more} = {cell}
end[:, {place}] = trail[:, -1]
orbit[{place}] = {orbit}[0]
{watched}"""

NOTED = "rows.append((x, g, rate, -step, x_new))"
NOTED_CELL = "trail.append(x_new)"
NOTED_SHADOW = "trail.append(x_new[:, :1])"
NOTED_RATE = "\nrates.append(rate)"
HALTED = "bool(np.all(rate == 0) and np.all(step == 0))"
HALTED_SHADOW = "bool(np.ravel(rate)[0] == 0 and np.all(step[:, 0] == 0))"
