"""Dates as Kazakh writes them: 2027 жылғы 31 наурыз. Django has no file of its own for Kazakh."""

DATE_FORMAT = r"Y \ж\ы\л\ғ\ы j E"
SHORT_DATE_FORMAT = "d.m.Y"
DATETIME_FORMAT = r"Y \ж\ы\л\ғ\ы j E, H:i"
TIME_FORMAT = "H:i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
