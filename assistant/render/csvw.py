"""The sidecar of a CSV export: CSV on the Web metadata that says what each column is and where the figures are from."""

from __future__ import annotations

import json

from assistant.answer.model import Part
from assistant.render.csv_export import heading


def csvw_bytes(part: Part, name: str) -> bytes:
    """For a file called ``name``; saved beside it as ``name-metadata.json``."""
    columns = []
    for i, column in enumerate(part.columns):
        values = [row[i] for row in part.rows if row[i] is not None]
        kind = "integer" if values and all(isinstance(v, int) for v in values) else "decimal"
        text = not values or any(isinstance(v, str) for v in values)
        columns.append({"name": heading(column), "titles": column, "datatype": "string" if text else kind})
    columns += [{"name": n, "titles": n, "datatype": "string"} for n in ("unit", "origin", "releases", "source_url")]
    view = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": part.headline,
        "dc:description": " ".join(caveat.text for caveat in part.caveats),
        "dc:source": [source.url for source in part.sources],
        "dc:license": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "tableSchema": {"columns": columns},
    }
    return json.dumps(view, ensure_ascii=False, indent=2).encode()
