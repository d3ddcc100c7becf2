"""Numbers as Word writes them before paragraphs, by the names of ISO/IEC 29500-1, 17.18.59."""

from __future__ import annotations

__all__ = ["numeral"]

_HAN = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999

_COUNTING = {
    "chineseCounting": (_HAN, "十百千"),
    "chineseCountingThousand": (_HAN, "十百千"),
    "taiwaneseCounting": (_HAN, "十百千"),
    "taiwaneseCountingThousand": (_HAN, "十百千"),
    "japaneseCounting": (_HAN, "十百千"),
    "chineseLegalSimplified": (_FORMAL, "拾佰仟"),
    "ideographLegalTraditional": (_FORMAL_TRADITIONAL, "拾佰仟"),
}
_DIGITS = {
    "ideographDigital": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
}
_SERIES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
}


def numeral(number: int, form: str) -> str:
    """A number in a form of Word's; in plain digits where the form has no sign for it, as Word does."""
    if number < 0 or number > _LARGEST:
        return str(number)
    if form in _COUNTING:
        return _counted(number, *_COUNTING[form])
    if form in _DIGITS:
        return "".join(_DIGITS[form][int(digit)] for digit in str(number))
    if form in _SERIES:
        series = _SERIES[form]
        return series[number - 1] if 1 <= number <= len(series) else str(number)
    if form in ("upperLetter", "lowerLetter"):
        letters = _letters(number)
        return letters if form == "upperLetter" else letters.lower()
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form == "ideographZodiacTraditional":
        return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 1 <= number <= 60 else str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "numberInDash":
        return f"- {number} -"
    return "" if form in ("none", "bullet") else str(number)


def _counted(number: int, digits: str, units: str) -> str:
    """12 as 十二, 20 as 二十, 101 as 一百零一."""
    if number < 10:
        return digits[number]
    written = ""
    gap = False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(written)
            continue
        one_ten = power == 1 and digit == 1 and number < 20
        written += (digits[0] if gap else "") + ("" if one_ten else digits[digit]) + (units[power - 1] if power else "")
        gap = False
    return written


def _letters(number: int) -> str:
    """A … Z, AA, BB … ZZ, AAA, as Word goes on after Z."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 1 <= number <= 780 else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written or "0"
