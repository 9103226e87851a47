"""What can go wrong for the user: one exception per kind, each with a message that says what to do."""

from __future__ import annotations


class ReportError(Exception):
    """A report that cannot be read. `str(error)` says what is wrong, where, and what to do."""


class UnknownFormatError(ReportError):
    """The content is none of the formats that juesuan reads."""


class MislabelledFileError(ReportError):
    """The content is of another format than the file's name says."""


class EncryptedFileError(ReportError):
    """The file asks for a password."""


class EmptyFileError(ReportError):
    """The file holds nothing."""


class DamagedFileError(ReportError):
    """The file is truncated or damaged."""
