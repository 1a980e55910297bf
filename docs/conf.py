"""Sphinx configuration: `make docs` builds the pages into build/docs, without network, and every warning is an error."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmark import __version__

project = "linimasa"
author = "The linimasa maintainers"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
html_theme = "furo"
html_title = "linimasa"
html_show_sourcelink = False
html_copy_source = False
linkcheck_ignore = ["https?://"]
