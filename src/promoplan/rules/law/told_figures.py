"""Figures of offers that texts tell: 满300减40, 8折, 最高减60, 定金50抵100; read from folded text (see `folding`)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from promoplan.model.numbers import HUNDRED

Pair = tuple[Decimal, Decimal]
"""From how much on, and how much less: or a deposit, and what it counts for."""

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,2})?(?:万|千)?"
_MONEY = rf"(?:¥|\$|人民币)?({_NUMBER})(?![0-9.]*[折%件天日人个名倍])"
_SPEND_SAVE = re.compile(rf"满{_MONEY}元?(?:以上|后)?,?(?:可|即|就|再|立|直)*(?:减|抵|省|返|折抵?){_MONEY}")
_DEPOSIT = re.compile(rf"(?:付|(?:预付|支付)?[定订]金){_MONEY}元?,?(?:可|能|就|即)*(?:抵扣?|当|膨胀至?){_MONEY}")
_AT_MOST = re.compile(rf"(?:最高|至高|最多)(?:可|能|再|立|共|享)*(?:减免?|省|返|优惠|抵扣?|直降){_MONEY}")
_FOLD = re.compile(r"(?<![0-9.第件])([1-9](?:\.[0-9])?|[1-9][0-9]|[一二三四五六七八九]{1,2})折(?!扣|叠|合|抵|[0-9¥])")
TEN = Decimal(10)
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_SCALE = {"万": 10_000, "千": 1_000}


def spend_save(text: str) -> Iterator[Pair]:
    """Thresholds with their reductions."""
    return _pairs(_SPEND_SAVE, text)


def deposits(text: str) -> Iterator[Pair]:
    """Deposits with what they count for."""
    return _pairs(_DEPOSIT, text)


def at_most(text: str) -> Iterator[Decimal]:
    """What a buyer saves at most."""
    return (_number(match[1]) for match in _AT_MOST.finditer(text))


def folds(text: str) -> Iterator[Decimal]:
    """Shares of the price that are paid: 8折 and 80折 are 0.8, 85折, 8.5折 and 八五折 are 0.85."""
    for match in _FOLD.finditer(text):
        digits = match[1].translate(_DIGITS)
        yield Decimal(digits) / (TEN if len(digits) == 1 or "." in digits else HUNDRED)


def _pairs(pattern: re.Pattern[str], text: str) -> Iterator[Pair]:
    return ((_number(match[1]), _number(match[2])) for match in pattern.finditer(text))


def _number(written: str) -> Decimal:
    digits = written.rstrip("万千").replace(",", "")
    return Decimal(digits) * _SCALE.get(written[-1], 1)
