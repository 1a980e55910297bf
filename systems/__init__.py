"""The systems that come with the benchmark, one file or package each; the file's name is the system's id."""
