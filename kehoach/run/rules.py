"""The catalogue of rules that flags speak by, for those who ask what a flag means."""

from normalize.rules import RULES, Rule

__all__ = ["RULES", "Rule"]
