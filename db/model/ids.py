"""Identifiers. All are strings; the types keep them apart."""

from __future__ import annotations

from typing import NewType

StatementId = NewType("StatementId", str)
"""A statement of the archive: short, stable, made from its text."""

AnnotationId = NewType("AnnotationId", str)

DocumentId = NewType("DocumentId", str)
"""A document of the ILO or the UN, such as ``ilo:C087`` or ``un:A/HRC/56/65`` (DESIGN §4)."""

EntityId = NewType("EntityId", str)
"""``iso:BLR``, ``mandate:defenders``, ``org:ilo``, ``person:...``."""

Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits."""
