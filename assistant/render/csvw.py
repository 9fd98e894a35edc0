"""The sidecar of a CSV export: CSV on the Web metadata that says what each column is and where the figures are from."""

from __future__ import annotations

import json

from assistant.answer.model import Part
from assistant.catalog.lookup import Lookup
from assistant.render.csv_export import LISTS, columns
from assistant.render.noted import noted


def csvw_bytes(part: Part, name: str, lookup: Lookup) -> bytes:
    """For a file called ``name``; saved beside it as ``name-metadata.json``."""
    described = []
    for column in columns(part, lookup):
        values = [value for value in column.values if value is not None]
        kind = "integer" if values and all(isinstance(value, int) for value in values) else "decimal"
        text = not values or any(isinstance(value, str) for value in values)
        described.append(
            {
                "name": column.name,
                "titles": column.name,
                "dc:description": column.title,
                "datatype": "string" if text else kind,
                **({"separator": LISTS[column.name]} if column.name in LISTS else {}),
            }
        )
    view = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": part.headline,
        "dc:description": part.reading,
        **({"rdfs:comment": part.missing} if part.missing else {}),
        "notes": [
            {"id": note.id, "kind": note.kind, "text": note.text, "about": list(note.rows), "source": note.source}
            for note in noted(part)
        ],
        "dc:source": list(dict.fromkeys(source.url for source in part.sources)),
        "dc:license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "tableSchema": {"columns": described},
    }
    return json.dumps(view, ensure_ascii=False, indent=2).encode()
