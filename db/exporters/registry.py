"""The formats that exist: one module a format, and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from db.exporters.docx import DocxExporter
from db.exporters.html import HtmlExporter
from db.exporters.markdown import MarkdownExporter
from db.exporters.model import Exporter

_EXPORTERS: tuple[Exporter, ...] = (MarkdownExporter(), HtmlExporter(), DocxExporter())

FORMATS: Mapping[str, Exporter] = MappingProxyType({exporter.name: exporter for exporter in _EXPORTERS})
"""Every exporter by the name of its format."""
