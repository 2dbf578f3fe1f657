"""Names of exported files and folders."""

from __future__ import annotations

from gdgui.export import names


def test_folders_of_the_same_name_get_numbers_where_case_does_not_count_too() -> None:
    given = ["a", "b", "A", "a-2", "a"]
    made = names.different(given)
    assert made == ["a", "b", "A-2", "a-2-2", "a-3"]
    assert len({name.casefold() for name in made}) == len(given)


def test_files_are_numbered_from_one_and_the_first_scene_has_no_folder() -> None:
    assert names.descent_file(1, "csv") == "descent-1.csv"
    assert names.sweep_file(2, "npz") == "sweep-2.npz"
    assert names.descent_file(1, "comma") == "descent-1.comma.csv"
    assert names.descent_file(1, "apng") == "descent-1.png"
    assert names.sweep_file(1, "steps") == "sweep-1"
    assert [names.scene_folder(n) for n in (1, 2)] == ["", "scene-2"]


def test_no_name_leads_out_of_the_folder() -> None:
    given = ["..", ".", "...", "a.", "a", "ends in a space "]
    made = names.different(given)
    assert made == ["document", "document-2", "document-3", "a", "a-2", "ends in a space"]
