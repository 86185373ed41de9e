"""What is known offline of the ILO and the UN: instruments, procedures, treaties, mandates and countries."""

from db.catalogue.catalogue import Catalogue, shipped
from db.catalogue.countries import Country
from db.catalogue.instruments import Instrument
from db.catalogue.mandates import Holder, Mandate
from db.catalogue.procedures import ConstitutionalText, Inquiry, Measure
from db.catalogue.treaties import Treaty

__all__ = [
    "Catalogue",
    "ConstitutionalText",
    "Country",
    "Holder",
    "Inquiry",
    "Instrument",
    "Mandate",
    "Measure",
    "Treaty",
    "shipped",
]
