"""Query language, engines, facets, snippets, concordance."""
