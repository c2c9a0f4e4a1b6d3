"""Parameters of rules as the settings give them."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from promoplan.errors import ConfigError
from promoplan.findings.policy import Policy, unknown_setting
from promoplan.rules.rule import Rule

_HUNDRED = 100
_LONGEST = 40
_NO_NUMBER = "{path}: {key} is a number or a ratio such as 12%, not {found}"


def with_limits(rule: Rule, policy: Policy) -> Rule:
    """The rule with its own parameters, where the settings give it some.

    Numbers are given as numbers or as text, ratios also in percent ("12%"). Raises ConfigError for a parameter that
    the rule does not have, or a value that is not of its kind.
    """
    given = policy.limits.get(rule.code)
    if not given:
        return rule
    known: dict[str, Any] = rule.limits._asdict() if rule.limits is not None else {}
    for name, value in given.items():
        place = policy.limits_at.get((rule.code, name), rule.code)
        if name not in known:
            raise unknown_setting(place, name, known)
        known[name] = _converted(place, name, value, known[name])
    return replace(rule, limits=type(rule.limits)(**known))


def _converted(place: str, name: str, value: object, default: object) -> object:
    """A settled value in the type of the parameter's default."""
    try:
        match default:
            case Decimal():
                return _decimal(value)
            case int():
                return _whole(value)
            case str() if isinstance(value, str):
                return value
            case tuple() if isinstance(value, list) and default:
                return tuple(_converted(place, name, each, default[0]) for each in value)
    except (ValueError, InvalidOperation):
        pass
    raise _unfit(place, name, value, default)


def _unfit(path: str, key: str, value: object, default: object) -> ConfigError:
    found = str(value)[:_LONGEST]
    if isinstance(default, Decimal):
        return ConfigError(_NO_NUMBER, path=path, key=key, found=found)
    if isinstance(default, int):
        return ConfigError("{path}: {key} is a whole number, not {found}", path=path, key=key, found=found)
    if isinstance(default, tuple):
        return ConfigError("{path}: {key} is a list, not {found}", path=path, key=key, found=found)
    return ConfigError("{path}: {key} is a text, not {found}", path=path, key=key, found=found)


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)  # noqa: TRY004 - a settled value that does not fit, whatever its type
    text = str(value).strip()
    number = Decimal(text.removesuffix("%"))
    if not number.is_finite() or number < 0:
        raise ValueError(value)
    return number / _HUNDRED if text.endswith("%") else number


def _whole(value: object) -> int:
    number = _decimal(value)
    if number != number.to_integral_value():
        raise ValueError(value)
    return int(number)
