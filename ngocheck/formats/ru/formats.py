"""Dates as Russian writes them: 31 марта 2027 года."""

DATE_FORMAT = r"j E Y \г\о\д\а"
SHORT_DATE_FORMAT = "d.m.Y"
DATETIME_FORMAT = r"j E Y \г\о\д\а, H:i"
TIME_FORMAT = "H:i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
