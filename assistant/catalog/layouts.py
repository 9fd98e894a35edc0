"""Where published files keep their labels and figures: sheets with headings, and files with one figure a line."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.catalog.entry import Entry, Id, ReleaseId, Words


class Layout(Entry):
    """Where a published sheet keeps its labels.

    ``rows`` names the label columns from the left (dimension ids, or "year" and "quarter"); a blank label repeats the
    one above when a deeper label follows, and stands for the total of everything to its right otherwise. ``columns``
    names the header rows from the top, in the same way. ``total`` is the word that marks a total.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...] = ()
    total: str = "Total"


class Sheet(Entry):
    """One table's sheet in one release: its name, published number, 1-based header row and first label column."""

    sheet: str
    number: str
    header_row: int  # the lowest header row
    first_column: int = 1
    headings: Words = ()  # the label columns' headings in that release, checked before anything is read
    rows: tuple[str, ...] = ()  # the label columns' levels where that release has them in another order
    title: str = ""  # as printed, without its number


class Columns(Entry):
    """Where a file with one figure a line keeps its labels, by heading.

    ``period`` names the headings that together say when ("Quarter", or "Year" and "Quarter"); a dimension may take
    several headings, whose labels are joined by ": ". ``total`` lists the labels that stand for a published total;
    one that
    is a member as well ("United Kingdom" beside its parts) stands for both.
    """

    period: tuple[str, ...] = ()  # none: every figure is of the release's period
    # How years and dates are meant: the month in which a year of the file begins ("april"), or with "ending" that of a
    # year
    # named by its end; a date as that of a count ("date"), or of the quarter, year or twelve months ("ending") that it
    # stands for
    basis: Literal[
        "",
        "april",
        "july",
        "october",
        "ending april",
        "ending july",
        "ending october",
        "date",
        "quarter",
        "year",
        "ending",
    ] = ""
    scale: dict[Id, int] = Field(
        default_factory=dict
    )  # measure -> what a printed figure is multiplied by: 1000 for thousands
    only: dict[str, tuple[str, ...]] = Field(
        default_factory=dict
    )  # heading -> labels whose lines are read: Measure = ["Number"]
    release: str = ""  # heading of the release that a line is of, where a file holds several
    vintages: dict[ReleaseId, str] = Field(default_factory=dict)  # release -> its label there
    dimensions: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    values: dict[Id, str]  # measure -> heading of its figures
    total: Words = ("Total",)
    repeated: Literal["", "add", "once"] = (
        ""  # lines with the same labels: parts, to be added up, or one line written twice
    )
    sheet: str = ""  # of a workbook
    header_row: int = 1
