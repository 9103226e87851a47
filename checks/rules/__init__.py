"""The rules, in files that begin like their rules' ids; a rule is registered by standing here."""

from importlib import import_module
from pkgutil import iter_modules

from checks.registry import RULES

__all__ = ["RULES"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
