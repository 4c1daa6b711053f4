"""Made-up pages of acts, as an official site has them, in Russian, Kazakh or English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

HEADINGS = {"ru": "Статья {}. {}", "kk": "{}-бап. {}", "en": "Article {}. {}"}
ABOUT = {
    "ru": "о мелочах жизни садового товарищества и его соседей",
    "kk": "бау-бақша серіктестігі мен көршілерінің тұрмысы туралы",
    "en": "on the small matters of a garden club and its neighbours",
}
Articles = Mapping[str, Iterable[str]]


def body(*numbers: str, language: str = "ru") -> list[str]:
    """The paragraphs of an article with these points ("2" or "2)"), each with words that are nowhere else."""
    return [
        f"{mark if mark.endswith(')') else mark + '.'} {words(f'{place} {mark}', language)}"
        for place, mark in enumerate(numbers)
    ]


def words(of: str, language: str = "ru") -> str:
    """A sentence that is told from every other by what it is of."""
    return f"{ABOUT[language].capitalize()}, № {of}, в срок до 15 (пятнадцати) дней."


def act_page(articles: Articles, language: str = "ru", after: Iterable[str] = ()) -> str:
    """A page in HTML with the articles in the order given; the first paragraph of each is its title."""
    parts = ["<h1>Закон</h1>", f"<p>{words('0', language)}</p>"]
    for number, (title, *paragraphs) in articles.items():
        parts.append(f"<h3>{HEADINGS[language].format(number, title)}</h3>")
        parts += [f"<p>{text}</p>" for text in paragraphs]
    parts += after
    return site("\n".join(parts))


def site(main: str, counter: int = 1) -> str:
    """The page of a site around what it shows, with a menu and a counter that differ from visit to visit."""
    head = "<meta charset='utf-8'><title>Документ</title><script>var a = 'Статья 1.';</script>"
    around = f"<nav>Меню {counter}</nav><p>Сегодня здесь было {counter} гостей</p>"
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>{around}<article>{main}</article>"
        f"<footer>© {counter}</footer></body></html>"
    )
