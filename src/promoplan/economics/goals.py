"""What a goal asks for, in figures."""

from decimal import Decimal

from promoplan.model.goals import Target


def wanted(target: Target) -> Decimal | None:
    """Where the metric shall stand: the target as given, else baseline and change; None where neither tells."""
    if target.target is not None:
        return target.target.number
    if target.baseline is None or target.change is None:
        return None
    return target.change.applied_to(target.baseline.number)


def scope_of(target: Target) -> tuple[str | None, str | None, str | None]:
    """Channel, phase and segment that a goal is for; each None where it is for all of them."""
    scope = target.scope
    return (scope.channel, scope.phase, scope.segment) if scope else (None, None, None)
