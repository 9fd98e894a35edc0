"""Files as statisticians publish them: each gives the right figure, a true refusal, or a question, and never a wrong
figure.

The files are invented and small, so that every expected figure can be read off or added up by eye.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import openpyxl
import pytest

from assistant.answer.model import Part
from assistant.check_catalog import findings
from assistant.publish.doubts import Doubt, answers_of
from assistant.publish.guard import WorkbookError
from assistant.publish.scaffold import scaffold
from assistant.publish.terminal import ask
from assistant.service import Assistant

pytestmark = pytest.mark.slow

FILES = Path(__file__).resolve().parent / "publish_files"
# Files in other encodings than UTF-8, which are written when they are wanted.
ENCODED = {
    "utf-16.csv": ("utf-16", "Year\tTown\tThefts\n2020\tAber\t110\n2021\tAber\t120\n"),
    "cp1252.csv": (
        "cp1252",
        "Année;Région;Vols\n2020;Île-de-France;110\n2020;Côte d’Azur;70\n2021;Île-de-France;120\n2021;Côte d’Azur;80\n",
    ),
}
# Headings of two rows, as a spreadsheet saves them: an upper one stands over the columns up to the next.
TWO_ROWS = {
    "sexes-over-ages.csv": ",,Male,,Female,,All people,\nYear,Town,Child,Adult,Child,Adult,Child,Adult\n"
    "2020,Aber,1,2,3,4,4,6\n2020,Brim,10,20,30,40,40,60\n2021,Aber,5,6,7,8,12,14\n2021,Brim,50,60,70,80,120,140\n",
    "years-over-sexes.csv": "Thefts by town and sex\n,2020,,2021,\nTown,Male,Female,Male,Female\n"
    "Aber,1,2,3,4\nBrim,10,20,30,40\n",
    "sexes-over-years.csv": "Thefts by town and sex\nTown,Male,,Female,,Total,\n,2020,2021,2020,2021,2020,2021\n"
    "Aber,1,3,2,4,3,7\nBrim,10,30,20,40,30,70\n",
    "total-alone.csv": "Thefts\nYear,Male,,Female,,Total\n,Child,Adult,Child,Adult,\n2020,1,2,3,4,10\n"
    "2021,5,6,7,8,26\n",
    "in-the-middle.csv": "Thefts\nYear,,Male,,,Female,\n,Child,Adult,Old,Child,Adult,Old\n2020,1,2,3,4,5,6\n"
    "2021,1,2,3,4,5,6\n",
    "unlike.csv": "Thefts\nYear,Male,,Female,\n,Child,Adult,Child,Old\n2020,1,2,3,4\n2021,5,6,7,8\n",
    "three-rows.csv": "Year,Thefts,,,\n,Male,,Female,\n,Child,Adult,Child,Adult\n2020,1,2,3,4\n2021,5,6,7,8\n",
}
# SDMX-CSV: codes with labels; one thing said in several ways, which is never added; two frequencies in one file.
SDMX = {
    "sdmx-labels.csv": "DATAFLOW,FREQ: Frequency,REF_AREA: Reference area,SEX: Sex,UNIT_MEASURE: Unit of measure,"
    "TIME_PERIOD: Time period,OBS_VALUE: Observation value,OBS_STATUS: Observation status\n"
    + "".join(
        f"X:DF(1.0),A: Annual,AB: Aber,{sex},PS: Persons,{year},{value},{status}\n"
        for sex, year, value, status in (
            ("M: Male", 2020, 40, "A: Normal value"), ("F: Female", 2020, 50, "A: Normal value"),
            ("_T: Total", 2020, 90, "A: Normal value"), ("M: Male", 2021, 41, "P: Provisional value"),
            ("F: Female", 2021, 52, "A: Normal value"), ("_T: Total", 2021, 93, "A: Normal value"),
        )
    ),
    "sdmx-units.csv": "DATAFLOW,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE\n"
    "X:DF(1.0),Aber,PS,2020,100\nX:DF(1.0),Aber,PT,2020,12\nX:DF(1.0),Brim,PS,2020,300\nX:DF(1.0),Brim,PT,2020,36\n",
    "sdmx-adjusted.csv": "DATAFLOW,REF_AREA,ADJUSTMENT,TIME_PERIOD,OBS_VALUE\n"
    "X:DF(1.0),Aber,N,2020-Q1,100\nX:DF(1.0),Aber,S,2020-Q1,102\nX:DF(1.0),Brim,N,2020-Q1,300\n"
    "X:DF(1.0),Brim,S,2020-Q1,299\n",
    "sdmx-often.csv": "DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE\n"
    "X:DF(1.0),A,Aber,2020,100\nX:DF(1.0),Q,Aber,2020-Q1,20\nX:DF(1.0),Q,Aber,2020-Q2,20\nX:DF(1.0),Q,Aber,2020-Q3,30\n"
    "X:DF(1.0),Q,Aber,2020-Q4,30\n",
}  # fmt: skip
# Eurostat's TSV, of before and since 2023: labels in one cell, periods across, flags behind figures.
EUROSTAT = {
    "eurostat.tsv": "freq,unit,sex,geo\\TIME_PERIOD\t2020 \t2021 \nA,PER,M,AB\t100 \t110 p\nA,PER,F,AB\t60 \t: c\n"
    "A,PER,M,BR\t20 \t22 bep\nA,PER,F,BR\t30 \t31 \n",
    "eurostat-of-before.tsv": "unit,sex,geo\\time\t2021Q4 \t2021Q3 \nNR,M,AB\t5 \t6 b\nNR,F,AB\t7 \t8 \n"
    "PC,M,AB\t42 \t43 \nPC,F,AB\t58 \t57 \n",
    "eurostat-thousands.tsv": "freq,unit,geo\\TIME_PERIOD\t2020\t2021\nA,THS_PER,AB\t5\t6\nA,THS_PER,BR\t7.5\t8\n",
    "eurostat-union.tsv": "freq,unit,geo\\TIME_PERIOD\t2020\nA,NR,EU27_2020\t100\nA,NR,DE\t20\nA,NR,FR\t30\n",
}
# Columns without a heading: labels, periods, numbers of lines, and nothing at all.
UNNAMED = {
    "no-heading-over-towns.csv": ",Thefts by town\nTown,,2020,2021\nAber,Child,110,120\nAber,Adult,70,80\n",
    "no-heading-over-years.csv": "Town,,Thefts,,Fires\nAber,2020,10,,20\nBrim,2020,11,,21\nAber,2021,12,,22\n"
    "Brim,2021,13,,23\n",
    "numbered-lines.csv": ",Year,Town,Thefts\n0,2020,Aber,110\n1,2020,Brim,70\n2,2021,Aber,120\n3,2021,Brim,80\n",
    "no-heading-in-two-rows.csv": ",,2020,,2021,\n,,Male,Female,Male,Female\nAber,Child,1,2,3,4\nAber,Adult,5,6,7,8\n"
    "Brim,Child,1,2,3,4\nBrim,Adult,10,20,30,40\n",
    "remark-behind.csv": "Year,Town,Thefts\n2020,Aber,110,see below\n2020,Brim,70\n2021,Aber,120\n",
}
# What a column of units says of every figure; units that are both counts; a country beside some of its parts.
UNITS = {
    "unit-of-thousands.csv": "Year,Town,Unit,Thefts\n2020,Aber,Thousands,5\n2020,Brim,Thousands,7\n"
    "2021,Aber,Thousands,6\n2021,Brim,Thousands,8\n",
    "said-twice.csv": "Year,Town,Unit,Thefts (thousands)\n2020,Aber,Thousands,5\n2020,Brim,Thousands,7\n",
    "percent.csv": "Year,Town,Unit,Jobless people\n2020,Aber,Percent,5\n2020,Brim,Percent,7\n",
    "households.csv": "Year,Town,Unit,Value\n2020,Aber,Persons,5\n2020,Aber,Households,2\n2020,Brim,Persons,7\n"
    "2020,Brim,Households,4\n",
    "a-part-of-canada.csv": "Year,GEO,Sex,VECTOR,Thefts,DECIMALS\n"
    + "".join(
        f"{year},{geo},{sex},v{number},{value},0\n"
        for year, thefts in ((2020, (10, 20, 5, 7)), (2021, (12, 21, 5, 8)))
        for number, (geo, sex, value) in enumerate(
            zip(("Canada", "Canada", "Ontario", "Ontario"), ("Males", "Females") * 2, thefts, strict=True)
        )
    ),
}
PERIODS = {
    "three-years.csv": "Period,Area,Deaths\n2017-19,Aber,30\n2018-20,Aber,33\n",
    "month-in-a-code.csv": "Period,Trust,Attendances\nMSitAE-APRIL-2023,Airedale,50\nMSitAE-MAY-2023,Airedale,52\n",
}
# Time series as they are downloaded: what a series is stands above its figures, and no row of headings between.
SERIES = {
    "series.csv": '"Title","Staff: hospitals: all"\n"CDID","ABCD"\n"Unit","Thousands"\n"Release date","13-08-2024"\n'
    '"Important notes",\n"2021","13"\n"2022","15"\n"2022 Q1","14"\n"2022 Q2","14.5"\n"2022 Q3","15.5"\n'
    '"2022 Q4","16"\n"2022 JAN","13.9"\n"2022 FEB","14"\n',
    "series-of-two.csv": '"Title","Weddings","Divorces","Age at divorce"\n"CDID","A","B","C"\n'
    '"PreUnit","","",""\n"Unit","Number","Number","Years"\n"2020","90","30","43.3"\n"2021","110","40","46.4"\n',
    "series-of-shares.csv": '"Title","Jobless people"\n"CDID","E"\n"Unit","%"\n"2020","4.5"\n"2021","5"\n',
}
# Years as numbers of a program, long ago and far ahead; lines told apart by a number; no period anywhere.
NUMBERED = {
    "years-as-decimals.csv": "Year,Thefts\n1875.0,110\n1876.0,120\n2120.0,7\n",
    "parts-of-years.csv": "time,Thefts\n1971.25,110\n1971.5,120\n1971.75,130\n1972.0,140\n",
    "numbers-of-districts.csv": "Year,District,Thefts\n2020,1,110\n2020,2,70\n2021,1,120\n2021,2,80\n",
    "most-of-them.csv": "Year,Orchard,Apples,Pears,Most\n2020,Aber,110,90,Apples\n2020,Brim,70,80,Pears\n"
    "2021,Aber,120,91,Apples\n2021,Brim,60,82,Pears\n",
    "most-of-shares.csv": "Year,Orchard,Apples,Change,Most\n2020,Aber,110,1.5,Apples\n2020,Brim,70,2.5,Change\n"
    "2021,Aber,120,0.5,Apples\n2021,Brim,60,1.1,Change\n",
    "no-period.csv": "Town,Thefts\nAber,110\nBrim,70\n",
    "pupils.csv": "Year,Town,Pupils\n2020,Aber,110\n2020,Brim,70\n2021,Aber,120\n2021,Brim,80\n",
    "one-not-given.csv": "Year,Town,Thefts\n2020,Aber,110\n2020,Brim,NaN\n2021,Aber,120\n2021,Brim,80\n",
    "provisional-again.csv": "Year,Town,Thefts\n2020,Aber,110\n2020 (provisional),Aber,112\n2021,Aber,120\n",
    "table.px": 'CHARSET="ANSI";\nMATRIX="T1";\nDATA=\n1 2 3;\n',
}
TEXTS = {**TWO_ROWS, **SDMX, **EUROSTAT, **UNNAMED, **UNITS, **PERIODS, **SERIES, **NUMBERED}
Given = tuple[tuple[str, str], ...]
NONE: Given = ()


@cache
def home(name: str, given: Given = NONE) -> tuple[Path, tuple[str, ...]]:
    folder = Path(mkdtemp()) / "home"
    path = FILES / name
    if name in ENCODED or name in TEXTS:
        encoding, text = ENCODED.get(name) or ("utf-8", TEXTS[name])
        path = folder.parent / name
        path.write_bytes(text.encode(encoding))
    return folder, scaffold(path, folder, given=dict(given)).lines


@cache
def reader(name: str, given: Given = NONE) -> Assistant:
    return Assistant(home(name, given)[0])


def answer(name: str, question: str, given: Given = NONE) -> Part:
    (part,) = reader(name, given).ask(question).parts
    return part


YES: Given = (("counts:OBS_VALUE", "yes"),)
BELOW: Given = (("headings:Lower heading", "members"),)
COUNTS: Given = (*BELOW, ("counts:Figure", "yes"))
MEMBERS: Given = (*COUNTS, ("headings:Upper heading", "members"))

STAFF: Given = (("kind:Staff: hospitals: all", "alone"),)
THINGS: Given = (("things:type", "things"),)

RIGHT: list[tuple[str, Given, str, float]] = [
    ("crossings.csv", NONE, "How many Norwegian flag crossings by tug in Q4 2022?", 9),
    ("crossings.csv", NONE, "How many crossings were there in Q3 2022?", 58),
    ("adoptions.csv", NONE, "How many adoptions were there in 2021?", 392),
    ("adoptions.csv", NONE, "How many adoptions in the UK in 2021?", 392),
    ("adoptions.csv", NONE, "How many adoptions in Great Britain in 2021?", 380),
    ("adoptions.csv", NONE, "How many adoptions in Wales in 2021?", 25),
    ("fines.csv", NONE, "How many fines were there in 2021?", 70),
    ("fines.csv", NONE, "What share of fines in 2020 were male?", 60.6),
    ("closures.csv", NONE, "How many closures were there in 2021?", 80),
    ("closures.csv", NONE, "How many closures in the East in 2021?", 50),
    ("closures.csv", NONE, "How many closures in Fenby in 2021?", 22),
    ("units-in-a-column.csv", NONE, "How many vans in 2020?", 240),
    ("units-in-a-column.csv", NONE, "How many cars in 2019?", 600),
    ("inmates.csv", (("date:Date", "stock"),), "How many inmates were there at the end of December 2022?", 322),
    ("inmates.csv", (("date:Date", "stock"),), "How many inmates were there in 2022?", 322),
    ("thefts-with-rates.csv", NONE, "How many thefts in 2021?", 200),
    ("year-ending-march.csv", NONE, "How many thefts in the year ending March 2022?", 203),
    ("area-codes.csv", NONE, "How many schools in Marl in 2021?", 15),
    ("marked.csv", NONE, "How many thefts in Aber in 2021?", 120),
    ("marked.csv", NONE, "How many thefts in Brim in 2021?", 80),
    ("low.csv", NONE, "How many thefts in Aber in 2021?", 120),
    ("notes-below.csv", NONE, "How many thefts in 2021?", 200),
    ("years-across.csv", NONE, "How many thefts in 2021?", 200),
    ("years-across.csv", NONE, "How many thefts in Aber in 2020?", 110),
    ("financial-years.csv", (("year:Financial year", "april"),), "How many thefts in the year ending March 2022?", 200),
    ("ages.csv", NONE, "How many patients aged 1 in 2021?", 59),
    ("net-change.csv", (("counts:Net change", "yes"),), "What was the net change in Brim in 2020?", -6),
    ("title-with-commas.csv", NONE, "How many thefts in 2021?", 200),
    ("utf-16.csv", NONE, "How many thefts in 2021?", 120),
    ("cp1252.csv", NONE, "How many vols in 2021?", 200),
    ("nested-ages.csv", NONE, "How many admissions in 2021?", 500),
    ("nested-ages.csv", NONE, "How many admissions of people aged 60 and over in 2021?", 200),
    ("thousands.csv", NONE, "How many employed in Aber in 2020?", 12500),
    ("thousands.csv", NONE, "How many employed in 2021?", 21200),
    ("notes-in-labels.csv", NONE, "How many Norway crossings in 2021?", 64),
    ("notes-in-labels.csv", NONE, "How many crossings in 2021?", 100),
    ("total-with-footnote.csv", NONE, "How many fines were there in 2021?", 70),
    ("country-and-regions.csv", NONE, "How many libraries were there in 2021?", 300),
    ("country-and-regions.csv", NONE, "How many libraries in Inner London in 2021?", 150),
    ("uk-dates.csv", (("date:Date", "quarter"),), "How many thefts in 2021?", 122),
    ("uk-dates.csv", (("date:Date", "stock"),), "How many thefts at the end of June 2021?", 31),
    ("uk-dates.csv", (("date:Date", "ending"),), "How many thefts in the year ending March 2021?", 28),
    ("provisional-year.csv", NONE, "How many thefts in 2021?", 200),
    ("change-column.csv", NONE, "How many thefts in 2021?", 200),
    ("wrong-total.csv", NONE, "How many thefts in 2020?", 180),
    ("years-and-quarters.csv", NONE, "How many thefts in 2020?", 110),
    ("annual-lines.csv", NONE, "How many thefts in 2020?", 110),
    ("spaces.csv", NONE, "How many visits in 2021?", 3760),
    ("releases.csv", NONE, "How many thefts in 2020?", 180),
    ("releases.csv", NONE, "How many thefts in 2020 as first published?", 178),
    ("releases-without-days.csv", (("newest:Release", "Final"),), "How many thefts in 2020?", 180),
    ("line-numbers.csv", NONE, "How many thefts in 2021?", 200),
    ("one-region.csv", NONE, "How many thefts in 2021?", 200),
    ("not-every-line.csv", NONE, "How many crossings by barge at Aber in 2020?", 5),
    ("counties.csv", NONE, "How many births were there in Kent in 2021?", 55),
    ("title-with-period.csv", (("when", "yes"),), "How many thefts in 2021?", 200),
    ("sdmx.csv", NONE, "How many sdmx in 2021?", 11000),
    ("notes-sheet.xlsx", NONE, "How many thefts in 2021?", 200),
    ("merged-years.xlsx", NONE, "How many thefts in 2021?", 200),
    ("stacked.xlsx", NONE, "How many thefts in 2021?", 120),
    ("as-at.xlsx", NONE, "How many inmates were there at the end of March 2021?", 208),
    ("as-at.xlsx", NONE, "How many inmates were there in 2021?", 208),
    ("as-at.xlsx", NONE, "How did the number of inmates change from 2020 to 2022?", 5),
    ("share-column.xlsx", NONE, "How many thefts in 2021?", 200),
    ("suppressed.xlsx", NONE, "How many thefts in 2021?", 1200),
    ("old.xls", NONE, "How many thefts in 2021?", 200),
    ("twice.csv", (("repeated", "add"),), "How many arrests of females in Aber in 2020?", 7),
    ("twice.csv", (("repeated", "add"),), "How many arrests in 2020?", 18),
    ("same-line-twice.csv", (("repeated", "once"),), "How many arrests in 2020?", 80),
    ("totals-before.csv", NONE, "How many arrests in 2007?", 80),
    ("totals-before.csv", NONE, "How many arrests in 2009?", 78),
    ("totals-before.csv", NONE, "How many arrests of under 18s in 2009?", 10),
    ("totals-before.csv", NONE, "How many theft arrests were there in 2008?", 20),
    ("described.csv", NONE, "How many exclusions were there in 2023?", 220),
    ("described.csv", NONE, "How many exclusions were there in Infant school type in 2022?", 120),
    ("on-the-web.csv", NONE, "How many fines were there in Aber in 2023?", 14),
    ("two-heading-rows.xlsx", MEMBERS, "How many two heading rows of males aged under 18 in 2020?", 1),
    ("two-heading-rows.xlsx", MEMBERS, "How many two heading rows for female in 2021?", 15),
    ("two-heading-rows.xlsx", MEMBERS, "How many two heading rows in 2021?", 26),
    ("sexes-over-ages.csv", BELOW, "How many in Brim in 2021?", 260),
    ("sexes-over-ages.csv", BELOW, "How many female adult in Aber in 2020?", 4),
    ("years-over-sexes.csv", COUNTS, "How many male thefts in Brim in 2020?", 10),
    ("years-over-sexes.csv", COUNTS, "How many thefts in 2021?", 77),
    ("total-alone.csv", MEMBERS, "How many thefts in 2021?", 26),
    ("total-alone.csv", MEMBERS, "How many male thefts in 2021?", 11),
    ("total-alone.csv", MEMBERS, "How many female adult thefts in 2020?", 4),
    ("sexes-over-years.csv", NONE, "How many thefts in 2021?", 77),
    ("sexes-over-years.csv", NONE, "How many female thefts in Aber in 2020?", 2),
    ("sdmx-labels.csv", NONE, "How many sdmx labels in 2021?", 93),
    ("sdmx-labels.csv", NONE, "How many male sdmx labels in Aber in 2020?", 40),
    ("sdmx-units.csv", (*YES, ("only:UNIT_MEASURE", "PS")), "How many sdmx units in 2020?", 400),
    ("sdmx-adjusted.csv", (*YES, ("only:ADJUSTMENT", "N")), "How many sdmx adjusted in Q1 2020?", 400),
    ("sdmx-adjusted.csv", (*YES, ("only:ADJUSTMENT", "S")), "How many sdmx adjusted in Aber in Q1 2020?", 102),
    ("sdmx-often.csv", YES, "How many sdmx often in 2020?", 100),
    ("eurostat.tsv", NONE, "How many eurostat (M, BR) in 2021?", 22),
    ("eurostat.tsv", NONE, "How many eurostat (F, AB) in 2020?", 60),
    ("eurostat-of-before.tsv", (("only:unit", "NR"),), "How many eurostat of before in Q4 2021?", 12),
    ("eurostat-thousands.tsv", (("counts:Figure", "yes"),), "How many eurostat thousands in 2021?", 14_000),
    ("eurostat-thousands.tsv", (("counts:Figure", "yes"),), "How many eurostat thousands in 2020?", 12_500),
    ("blank-corner.csv", (("counts:Male", "yes"), ("counts:Female", "yes")), "How many female in 2020?", 8),
    ("no-heading-over-towns.csv", (("counts:Figure", "yes"),), "How many thefts in Aber in 2021?", 200),
    ("no-heading-over-years.csv", NONE, "How many fires in Brim in 2021?", 23),
    ("numbered-lines.csv", NONE, "How many thefts in 2021?", 200),
    ("no-heading-in-two-rows.csv", COUNTS, "How many males in Brim in 2021?", 33),
    ("unit-of-thousands.csv", NONE, "How many thefts in 2021?", 14_000),
    ("said-twice.csv", NONE, "How many thefts in 2020?", 12_000),
    ("households.csv", (("only:Unit", "Households"), ("counts:Value", "yes")), "How many households in 2020?", 6),
    ("a-part-of-canada.csv", NONE, "How many thefts in Ontario in 2021?", 13),
    ("a-part-of-canada.csv", NONE, "How many thefts of males in Canada in 2020?", 10),
    ("labels-once.xlsx", NONE, "How many thefts in Brim in 2021?", 80),
    ("labels-once-with-years-across.csv", (("counts:Figure", "yes"),), "How many female in Brim in 2021?", 12),
    ("labels-once-with-years-across.csv", (("counts:Figure", "yes"),), "How many in Aber in 2020?", 12),
    ("not-applicable.csv", NONE, "How many pupils were there in 2021?", 300),
    ("not-applicable.csv", NONE, "How many junior pupils were there in West in 2021?", 80),
    ("things-in-a-column.csv", THINGS, "How many cases were there in 2021?", 3470),
    ("things-in-a-column.csv", THINGS, "How many cases were there in Northland in 2020?", 745),
    ("last-update.csv", NONE, "How many visits were there in 2021?", 25),
    ("series.csv", STAFF, "How many staff hospitals all in 2022?", 15_000),
    ("series.csv", STAFF, "How many staff hospitals all in Q2 2022?", 14_500),
    ("series-of-two.csv", NONE, "How many weddings in 2021?", 110),
    ("series-of-two.csv", NONE, "How many divorces in 2020?", 30),
    ("years-as-decimals.csv", NONE, "How many thefts in 1875?", 110),
    ("years-as-decimals.csv", NONE, "How many thefts in 2120?", 7),
    ("numbers-of-districts.csv", (("label:District", "yes"),), "How many thefts in 2021?", 200),
    ("most-of-them.csv", NONE, "How many apples in 2020?", 180),
    ("most-of-them.csv", NONE, "How many pears in Brim in 2021?", 82),
    ("no-period.csv", (("when", "2021"),), "How many thefts in Aber in 2021?", 110),
    ("pupils.csv", (("kind:Pupils", "stock"),), "How many pupils in Aber in 2021?", 120),
    ("pupils.csv", (("kind:Pupils", "stock"),), "How many pupils were there at the end of 2020?", 180),
    ("pupils.csv", (("kind:Pupils", "stock"),), "How did the number of pupils change from 2020 to 2021?", 20),
    ("one-not-given.csv", NONE, "How many thefts in Brim in 2021?", 80),
    ("quarters-run-together.csv", NONE, "How many donors were there in Ohio in Q1 2011?", 32),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "question", "value"), RIGHT, ids=[f"{n}: {q}"[:70] for n, _, q, _ in RIGHT])
def test_the_figure_of_the_file_is_given(name: str, given: Given, question: str, value: float) -> None:
    part = answer(name, question, given)
    assert (part.status, part.value) == ("answered", value), part.headline


OPEN: list[tuple[str, str, str]] = [
    ("inmates.csv", "How many inmates were there in 2022?", "What stands at a date of 'Date'?"),
    ("uk-dates.csv", "How many thefts in 2021?", "What stands at a date of 'Date'?"),
    (
        "financial-years.csv",
        "How many thefts in the year ending March 2022?",
        "When does a year of 'Financial year' begin?",
    ),
    ("net-change.csv", "What was the net change in Brim in 2020?", "Is 'Net change' a count"),
    ("average-beside-members.csv", "How many thefts were there in 2022?", "'Average' is worked out of the others"),
    ("nested-ages-without-total.csv", "How many admissions in 2021?", "Do members of 'Age group' hold each other?"),
    ("as-at-title.csv", "How many staff in 2021?", "Is 'Staff' counted at a date"),
    ("meanings.csv", "How many horsepower in 2020?", "Is 'Horsepower' a count"),
    ("title-with-period.csv", "How many thefts in 2021?", "Are all figures of 2021?"),
    ("sdmx-often.csv", "How many sdmx often in 2020?", "Is 'OBS_VALUE' a count"),
    ("eurostat-union.tsv", "How many eurostat union in 2020?", "'EU27_2020' holds others"),
    ("a-part-of-canada.csv", "How many thefts in 2021?", "'Canada' may hold the others"),
    ("percent.csv", "How many jobless people in 2020?", "it is in 'Percent'"),
    ("things-in-a-column.csv", "How many cases were there in 2021?", "'population' of 'type' different things"),
    ("two-heading-rows.xlsx", "How many two heading rows in 2021?", "Are 'Male', 'Female' members of one breakdown"),
    ("two-heading-rows.xlsx", "How many two heading rows for female in 2021?", "members of one breakdown"),
]


@pytest.mark.parametrize(("name", "question", "said"), OPEN, ids=[f"{n}: {q}"[:70] for n, q, _ in OPEN])
def test_what_nobody_has_confirmed_gets_no_figure_and_says_what_to_confirm(name: str, question: str, said: str) -> None:
    part = answer(name, question)
    assert (part.status, part.value) == ("not_published", None)
    assert said in part.headline and "confirmed" in part.headline
    assert any(line.startswith("Open: ") and said in line for line in home(name)[1])
    assert any("answer, then delete this line" in finding for finding in findings(home(name)[0])[:1])


NO_FIGURE: list[tuple[str, Given, str]] = [
    ("crossings.csv", NONE, "How many Maltese flag crossings by tug in Q4 2022?"),
    ("thefts-with-rates.csv", NONE, "How many rate per 1000 in 2021?"),
    ("thefts-with-rates.csv", NONE, "What was the median age in 2021?"),
    ("year-ending-march.csv", NONE, "How many thefts in 2022?"),
    ("low.csv", NONE, "How many thefts in Brim in 2021?"),
    ("low.csv", NONE, "How many thefts were there in 2021?"),
    ("change-column.csv", NONE, "How many change on previous year in 2021?"),
    ("inmates.csv", (("date:Date", "stock"),), "How many inmates were there on average in 2022?"),
    ("inmates.csv", (("date:Date", "stock"),), "What is the sum of inmates over the quarters of 2022?"),
    ("as-at.xlsx", NONE, "How many inmates were there on 31 December 2021?"),
    ("as-at.xlsx", NONE, "How many inmates were there in 2023?"),
    ("not-every-line.csv", NONE, "How many crossings by tug at Brim in 2020?"),
    ("totals-before.csv", NONE, "How many arrests of under 18s in 2008?"),
    ("totals-before.csv", NONE, "How many theft arrests were there in 2007?"),
    ("cumulative.csv", NONE, "How many cumulative applications were there in 2022?"),
    ("things-in-a-column.csv", THINGS, "What was the count in 2021?"),
    ("described.csv", NONE, "What was the absence rate in 2023?"),
    ("on-the-web.csv", NONE, "What was the mean amount in 2023?"),
    ("series.csv", STAFF, "How many staff hospitals all from January to June 2022?"),
    ("series.csv", NONE, "How many staff hospitals all from July to December 2022?"),
    ("series.csv", STAFF, "How many staff hospitals all in January 2022?"),
    ("series-of-two.csv", NONE, "What was age at divorce in 2021?"),
    ("no-period.csv", (("when", "2021"),), "How many thefts in 2022?"),
    ("most-of-shares.csv", NONE, "What was the change in Brim in 2021?"),
    ("most-of-shares.csv", NONE, "How many change in Brim in 2021?"),
    ("one-not-given.csv", NONE, "How many thefts in 2020?"),
]


@pytest.mark.parametrize(("name", "given", "question"), NO_FIGURE, ids=[f"{n}: {q}"[:70] for n, _, q in NO_FIGURE])
def test_what_the_file_does_not_say_gets_no_figure(name: str, given: Given, question: str) -> None:
    part = answer(name, question, given)
    assert part.value is None and part.status != "answered", part.headline


REFUSED: list[tuple[str, str]] = [
    ("queues.csv", "queues.csv, row 2, column C: 7,5 is not a whole number"),
    (
        "twice.csv",
        "twice.csv, row 3: the same labels stand in row 2 as well. Are lines with the same labels parts of one "
        "figure (1 have those of another)?",
    ),
    ("remark-behind.csv", "row 2: 'see below' stands in column D, which has no heading in row 1"),
    ("eurostat-of-before.tsv", "Lines of which 'unit' are read?"),
    ("households.csv", "Lines of which 'Unit' are read?"),
    ("three-years.csv", "row 2, column A: '2017-19' is a stretch of several years"),
    ("month-in-a-code.csv", "row 2, column A: 'MSitAE-APRIL-2023' of 'Period' is no period that is known"),
    (
        "academic-years.csv",
        "row 2, column A: '202021' is an academic year; periods here are calendar quarters and years",
    ),
    ("months.csv", "row 2, column A: 'January 2021' is a month"),
    ("month-numbers.csv", "row 2, column B: 'Month' stands beside 'Year' and names months"),
    ("brackets.csv", "row 3, column C: '(6)' may be a negative number"),
    ("quarters-of-financial-years.csv", "'2021 Q1' is a quarter of a year that does not begin in January"),
    (
        "unquoted-thousands.csv",
        "row 2: more cells than the 3 headings of row 1; a comma inside a figure needs quotation marks",
    ),
    ("side-by-side.csv", "row 1: a heading is blank or stands twice: that of column C is blank"),
    ("point-or-thousand.csv", "row 2, column C: 1.250 may be a thousand or a fraction"),
    ("releases-without-days.csv", "Which 'Release' is the newest?"),
    ("blank-is-unknown.csv", "row 4, column C: a blank is 7, and its parts add up to 200"),
    ("days.csv", "row 2, column A: '2021/02/03' is a day that is neither the first nor the last of a quarter"),
    ("decimals.csv", "row 2, column C: 3.5 is not a whole number"),
    ("two-tables.xlsx", "a table in each of 2 sheets: Table_1 (Table 1: Thefts by town); Table_2"),
    ("sdmx-units.csv", "Lines of which 'UNIT_MEASURE' are read?"),
    ("sdmx-adjusted.csv", 'sdmx-adjusted.csv, row 2, column C: \'N\') In a file of answers: "only:ADJUSTMENT" = "N|S"'),
    ("in-the-middle.csv", "in-the-middle.csv, rows 2 and 3: column B has no upper heading"),
    ("unlike.csv", "unlike.csv, rows 2 and 3: the headings under 'Male' and 'Female' differ"),
    ("three-rows.csv", "three-rows.csv: rows 1 to 3 are all headings"),
    ("one-label.csv", "one-label.csv, row 3, column A: a blank below 'Aber'"),
    ("total-below-labels-once.csv", "row 3, column A: a blank below 'Aber'"),
    ("years-in-words.csv", "The headings of row 1 are Outcome, 2021 Number, 2021 %, 2022 Number, 2022 %"),
    ("month-names.csv", "row 2, column B: 'Month' stands beside 'Year' and names months"),
    ("months-across.csv", "row 1, column B: 'Jan' stands beside 'Year' and names months"),
    ("formula.xlsx", "row 4, column C: the cell holds a formula and no value"),
    ("series-of-shares.csv", "series-of-shares.csv, row 4, column B: 4.5 is not a whole number"),
    ("parts-of-years.csv", "row 2, column A: '1971.25' is a part of a year"),
    ("numbers-of-districts.csv", "With the numbers of 'District' as labels no two lines are alike: are they labels?"),
    ("no-period.csv", 'where all are of one period, say it in a file of answers: "when" = "2023"'),
    ("provisional-again.csv", "row 3: the same labels stand in row 2 as well; '2020 (provisional)' is the same period"),
    ("table.px", "table.px is a PC-Axis file"),
    ("fractions.xlsx", "row 2, column C: 120.4 is not a whole number"),
]


@pytest.mark.parametrize(("name", "said"), REFUSED, ids=[f"{n}: {said}"[:70] for n, said in REFUSED])
def test_a_file_that_cannot_be_read_is_refused_for_the_true_reason_with_its_place(
    tmp_path: Path, name: str, said: str
) -> None:
    path = FILES / name
    if name in TEXTS:
        path = tmp_path / "given" / name
        path.parent.mkdir()
        path.write_text(TEXTS[name], encoding="utf-8")
    with pytest.raises(WorkbookError, match=re.escape(said)):
        scaffold(path, tmp_path / "home")
    assert not (tmp_path / "home").exists() or not [*(tmp_path / "home").rglob("*.toml")]
    assert [file.name for file in tmp_path.rglob("*.[ctp][sx]*")] == ([name] if name in TEXTS else [])


def test_merged_headings_of_two_rows_are_read(tmp_path: Path) -> None:
    """A heading over both rows is that of labels, or of a total of both."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (
        ["Year", "Male", None, "Female", None, "Total"], [None, "Child", "Adult", "Child", "Adult", None],
        [2020, 1, 2, 3, 4, 10], [2021, 5, 6, 7, 8, 26],
    ):  # fmt: skip
        page.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:E1", "F1:F2"):
        page.merge_cells(cells)
    book.save(tmp_path / "merged.xlsx")
    scaffold(tmp_path / "merged.xlsx", tmp_path / "home", given=dict(MEMBERS))
    read = Assistant(tmp_path / "home")
    for question, value in (("How many merged in 2021?", 26), ("How many merged of female adults in 2020?", 4)):
        (part,) = read.ask(question).parts
        assert (part.status, part.value) == ("answered", value), part.headline


def test_a_description_of_a_folder_is_of_the_file_that_it_names(tmp_path: Path) -> None:
    """CSV on the Web: a group of tables, titles by language, a label with its language."""
    (tmp_path / "a.csv").write_text("p,s,v\n2020,M,10\n2020,F,12\n2021,M,11\n2021,F,13\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("Year,Town,Visits\n2020,Aber,10\n2021,Aber,12\n", encoding="utf-8")
    columns = [
        {"name": "p", "titles": {"en": "p"}, "dc:title": "Year"},
        {"name": "s", "titles": ["s"], "rdfs:label": {"@value": "Sex", "@language": "en"}},
        {"name": "v", "titles": "v", "dc:title": "Number of arrests", "datatype": {"base": "integer"}},
    ]
    other = {
        "url": "other.csv",
        "tableSchema": {"columns": [{"name": "v", "dc:title": "Income", "datatype": "decimal"}]},
    }
    group = {"tables": [other, {"url": "a.csv", "tableSchema": {"columns": columns}}]}
    (tmp_path / "csv-metadata.json").write_text(json.dumps(group), encoding="utf-8")
    assert "Described by csv-metadata.json." in scaffold(tmp_path / "a.csv", tmp_path / "home").lines
    (part,) = Assistant(tmp_path / "home").ask("How many arrests in 2021?").parts
    assert (part.status, part.value) == ("answered", 24)
    assert "Described by csv-metadata.json." not in scaffold(tmp_path / "b.csv", tmp_path / "other").lines


def test_every_file_is_tried() -> None:
    tried = {row[0] for table in (RIGHT, OPEN, NO_FIGURE, REFUSED) for row in table}
    described = {path.name for path in FILES.iterdir() if not re.search(r"\.meta\.csv|-metadata\.json", path.name)}
    assert tried == described | set(ENCODED) | set(TEXTS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wrong-total.csv", "row 7, column C: Total is 210, and its parts add up to 200 (1 of 2 published totals"),
        ("low.csv", "Withheld: 4 figures, the first in low.csv, row 3"),
        ("marked.csv", "Marked: [p] beside 1 figures, the first in marked.csv, row 4, column C"),
        ("notes-below.csv", "Not read: the notes from row 7 on ('Source: made up')"),
        ("stacked.xlsx", "A second table begins below row 5: it is not read"),
        ("notes-sheet.xlsx", "Read: sheet Table_1; not read: Cover, Notes."),
        ("area-codes.csv", "Not read: LA code, which looks like a code."),
        ("units-in-a-column.csv", "lines of 'Percentage' are not read"),
        ("line-numbers.csv", "Not read: Obs, which numbers the lines."),
    ],
)
def test_what_was_made_of_the_file_is_said_with_its_place(name: str, said: str) -> None:
    assert any(said in line for line in home(name)[1]), home(name)[1]


@pytest.mark.parametrize(
    ("name", "question", "said"),
    [
        ("marked.csv", "How many thefts in Aber in 2021?", "The publisher marks some of these figures: [p]"),
        ("thousands.csv", "How many employed in Aber in 2021?", "prints employed in thousands"),
        ("one-region.csv", "How many thefts in 2021?", "Every figure of this table is of East (region)."),
        (
            "adoptions.csv",
            "How many adoptions in Great Britain in 2021?",
            "Great Britain holds England and Wales and Scotland",
        ),
    ],
)
def test_what_bears_on_a_figure_stands_beside_it(name: str, question: str, said: str) -> None:
    assert any(said in caveat.text for caveat in answer(name, question).caveats)


def test_a_member_that_holds_others_is_never_said_to_be_the_highest() -> None:
    part = answer("adoptions.csv", "Which area had the most adoptions in 2021?")
    assert part.value == 310 and "England (310)" in part.headline


def test_a_figure_that_is_kept_back_is_never_said_to_be_printed_elsewhere() -> None:
    assert "withheld or not printed" in answer("one-not-given.csv", "How many thefts in Brim in 2020?").headline


def test_a_year_that_is_no_sum_of_its_quarters_is_asked_about() -> None:
    assert any("2022 is 15, and its quarters add up to 60" in line for line in home("series.csv")[1])


def test_figures_that_may_be_counts_at_a_date_are_not_added_over_time() -> None:
    apart = answer("thousands.csv", "How many employed from 2020 to 2021?")
    assert apart.value is None and apart.status != "answered"
    assert answer("thousands.csv", "How many employed in Aber in 2021?").value == 13000
    added = answer("thousands.csv", "How many employed from 2020 to 2021?", (("kind:Employed (thousands)", "flow"),))
    assert added.value == 41700


def test_words_are_made_of_the_labels_of_the_file() -> None:
    part = answer("counties.csv", "births by counties in 2021")
    assert dict(part.rows) == {"Kent": 55, "Surrey": 41}


def test_releases_in_a_column_are_kept_apart_with_their_days() -> None:
    folder, _ = home("releases.csv")
    listed = tomllib.loads((folder / "catalog" / "releases.toml").read_text(encoding="utf-8"))["release"]
    assert [(str(r["published"]), r["period"]) for r in listed] == [("2021-05-20", "2020"), ("2022-05-19", "2021")]


def test_answers_are_read_from_a_file_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text('"date:Date" = "stock"\n', encoding="utf-8")
    assert answers_of(path) == {"date:Date": "stock"}
    with pytest.raises(WorkbookError, match="'sometimes' is none of stock, quarter, year, ending"):
        scaffold(FILES / "inmates.csv", tmp_path / "a", given={"date:Date": "sometimes"})
    with pytest.raises(WorkbookError, match="No question of this file is called kind:Visitors: date:Date"):
        scaffold(FILES / "inmates.csv", tmp_path / "b", given={"kind:Visitors": "flow"})
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(WorkbookError, match="cannot be read as answers"):
        answers_of(path)


def test_a_question_at_the_terminal_shows_its_evidence_and_takes_a_name_or_a_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("perhaps\n1\n"))
    seen: list[Doubt] = []
    made = scaffold(FILES / "inmates.csv", tmp_path / "home", ask=lambda doubt: seen.append(doubt) or ask(doubt))  # type: ignore[func-returns-value]
    shown = capsys.readouterr().err
    assert "What stands at a date of 'Date'?" in shown and "row 2, column A: '2022-03-31'" in shown
    assert "That is none of stock, quarter, year, ending." in shown
    assert [doubt.key for doubt in seen] == ["date:Date"] and not any(line.startswith("Open") for line in made.lines)


def test_what_changes_figures_is_listed_before_what_names_the_source() -> None:
    found = findings(home("nested-ages-without-total.csv")[0])
    places = [
        next(i for i, f in enumerate(found) if said in f)
        for said in ("answer, then", "flow is added", "publisher is still")
    ]
    assert places == sorted(places) and places[0] == 0


def test_two_hundred_thousand_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Year,Area,Age,Offence,Offences\n")
        for year in range(2014, 2024):
            for area in range(200):
                for age in range(10):
                    file.writelines(
                        f"{year},Area {area},Group {age},Kind {kind},{area % 7 + kind}\n" for kind in range(10)
                    )
    scaffold(path, tmp_path / "home")
    part = Assistant(tmp_path / "home").ask("How many offences were there in Area 9 in 2023?").parts[0]
    assert part.value == sum(9 % 7 + kind for kind in range(10)) * 10
