"""What people look at: terminal, Markdown, CSV, LaTeX, JSON and HTML."""
