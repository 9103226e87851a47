"""The version of juesuan: that of the package, and of the rows that it writes."""

VERSION = "0.1.0"
