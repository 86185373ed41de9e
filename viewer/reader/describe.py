"""What the reader says about a passage under the pointer. All that comes from a document is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from db.model import Annotation, AnnotationState, Quotation, Reference, ReferenceStatus
from db.model import Mention as EntityMention
from viewer.i18n import moment_text, word

_INSTRUMENT = re.compile(r"ilo:([CPR])0*(\d+)\Z")
_INSTRUMENT_NAMES = {
    "C": "ILO Convention No. {}",
    "P": "ILO Protocol No. {}",
    "R": "ILO Recommendation No. {}",
}
_PART = re.compile(r"(art|para|report|point|chapter|annex)(?=[\d(])")
_PART_NAMES = {"art": "article", "para": "paragraph"}


def document_name(document_id: str, labels: Mapping[str, str]) -> str:
    """A document as a person calls it: its label where one is known, else what its identifier says."""
    if known := labels.get(document_id):
        return known
    if document_id == "ilo:CONST":
        return "ILO Constitution"
    if found := _INSTRUMENT.match(document_id):
        return _INSTRUMENT_NAMES[found[1]].format(found[2])
    return document_id.split(":", 1)[-1]


def pinpoint_text(pinpoint: str | None) -> str:
    """``art21;art22`` as "article 21, article 22"."""
    if not pinpoint:
        return ""
    spelled = _PART.sub(lambda found: _PART_NAMES.get(found[1], found[1]) + " ", pinpoint)
    return spelled.replace(";", ", ").replace("#", ", ")


def describe_reference(reference: Reference, labels: Mapping[str, str]) -> str:
    """A citation as rich text: what it is, or what it may be."""
    state = escape(word("reference_status", reference.status))
    if reference.status is ReferenceStatus.RESOLVED and reference.id:
        about = f"<b>{escape(document_name(reference.id, labels))}</b>"
        if reference.pinpoint:
            about += f"<br>{escape(pinpoint_text(reference.pinpoint))}"
        held = " · in this archive" if reference.in_archive else ""
        return f"{about}<br>{escape(reference.id)}{held}"
    listed = "".join(f"<br>• {escape(document_name(each, labels))}" for each in reference.candidates)
    return f"<b>{escape(reference.text)}</b><br>{state}{listed}"


def describe_mention(mention: EntityMention) -> str:
    """An entity as rich text: kind, full name, role, identifier."""
    kind = word("entity_one", mention.kind)
    about = f"<b>{escape(mention.name or mention.text)}</b><br>{escape(kind.capitalize())}"
    about += f"<br>{escape(mention.role)}" if mention.role else ""
    return about + (f"<br>{escape(mention.id)}" if mention.id else "")


def describe_quotation(quotation: Quotation) -> str:
    """Whose words they are."""
    return f"Said by {escape(quotation.speaker)}" if quotation.speaker else "Quotation, speaker not named"


def describe_annotation(annotation: Annotation) -> str:
    """A mark as rich text: note, tags, colour and date."""
    lines = [escape(annotation.note)] if annotation.note else []
    lines.append(escape(signature(annotation)))
    if annotation.state is AnnotationState.REVIEW:
        lines.append("Its words were not found again with certainty: check its place.")
    return "<br>".join(line for line in lines if line)


def colour_name(colour: str) -> str:
    """The name of a colour a passage is marked with."""
    return word("colour", colour).capitalize()


def signature(annotation: Annotation, *, colour: bool = True) -> str:
    """Tags, colour and day in one line."""
    parts = [" ".join(f"#{tag}" for tag in annotation.tags)] if annotation.tags else []
    parts += [colour_name(annotation.colour)] if colour else []
    when = annotation.modified or annotation.created
    parts += [moment_text(when)] if when else []
    return " · ".join(parts)
