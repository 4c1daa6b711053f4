"""Looking at a source's page again: what rings, what does not, and what stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ngocheck.rulebook import models
from ngocheck.rulebook.official_texts.checking import Outcome, check
from ngocheck.rulebook.official_texts.leaning import leaning_on
from ngocheck.rulebook.official_texts.pages import OfficialPage, Unreadable
from tests.support.acts import act_page, body, words

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)
A_WEEK = timedelta(days=7)
# Articles of the sample law on fairs are cited: 4, 6, 10(1), 11, 11(2), 12(1), 13(1), 14.
FAIR = {
    number: [f"Предмет {number}", *body(*points)]
    for number, points in {
        "4": ("1", "2"),
        "5": ("1",),
        "6": ("1",),
        "10": ("1", "2"),
        "11": ("1", "2"),
        "12": ("1",),
        "13": ("1", "2"),
        "14": (),
        "15": ("1",),
    }.items()
}


def fair() -> dict[str, list[str]]:
    """Every article with words of its own."""
    return {number: [f"{text} ({number})" for text in texts] for number, texts in FAIR.items()}


def looked(articles: dict[str, list[str]], on: date = MONDAY, language: str = "ru") -> Outcome:
    source = models.Source.objects.get(code="fair-law")
    return check(source, OfficialPage(act_page(articles), html=True, language=language), on)


def named(rows) -> set[str]:
    return {row.article_en for row in rows}


def rung() -> set[tuple[str, str]]:
    """Who waits for a look: requirement and article."""
    rows = models.Amendment.objects.filter(looked_on=None)
    return set(rows.values_list("version__requirement__code", "text__provision__article_en"))


def citing(*articles: str) -> set[str]:
    """The requirements whose versions not yet ended take something from the articles."""
    found = set()
    for row in models.Provision.objects.filter(source__code="fair-law", article_en__in=articles):
        found |= {version.requirement.code for version in leaning_on(row, MONDAY)}
    return found


def test_the_first_look_keeps_fingerprints_and_rings_for_nothing():
    outcome = looked(fair())
    assert named(outcome.first) == set(
        models.Provision.objects.filter(source__code="fair-law").values_list("article_en", flat=True)
    )
    assert not outcome.changed
    assert not rung()
    assert set(models.ProvisionText.objects.values_list("read_on", "changed_on")) == {(MONDAY, None)}


def test_a_page_that_says_the_same_rings_for_nothing_and_says_when_it_was_read():
    looked(fair())
    outcome = looked(fair(), MONDAY + A_WEEK)
    assert len(outcome.same) == models.ProvisionText.objects.count() > 0
    assert set(models.ProvisionText.objects.values_list("read_on", flat=True)) == {MONDAY + A_WEEK}
    assert not rung()


def test_a_changed_point_rings_for_what_leans_on_it_or_on_its_article_and_for_nothing_else():
    looked(fair())
    articles = fair()
    articles["11"][2] = articles["11"][2].replace("15", "30")
    outcome = looked(articles, MONDAY + A_WEEK)
    assert named(row.provision for row in outcome.changed) == {"art. 11", "art. 11(2)"}
    assert {code for code, _article in rung()} == citing("art. 11", "art. 11(2)") != set()
    text = models.ProvisionText.objects.get(provision__article_en="art. 11(2)")
    assert text.changed_on == MONDAY + A_WEEK
    articles = fair()
    articles["11"][2] = articles["11"][2].replace("15", "30")
    articles["11"][1] = articles["11"][1].upper()
    assert not looked(articles, MONDAY + 2 * A_WEEK).changed


def test_what_nobody_cites_rings_for_nothing():
    looked(fair())
    articles = fair()
    articles["15"] = ["Предмет 15", "другие слова"]
    articles["10"][2] = "2. другие слова"
    assert not looked(articles).changed
    assert not rung()


def test_a_penalty_and_a_deadline_lean_on_their_provision_too():
    version = models.RequirementVersion.objects.filter(effective_until=None, citations__isnull=False).first()
    provision = models.Provision.objects.create(
        source=models.Source.objects.get(code="fair-law"), article_en="art. 5"
    )
    assert leaning_on(provision, MONDAY) == []
    models.Penalty.objects.create(version=version, provision=provision, position=90, text_en="A fine")
    assert leaning_on(provision, MONDAY) == [version]
    models.Penalty.objects.filter(provision=provision).delete()
    deadline = models.Deadline.objects.filter(version__effective_until=None).first()
    models.Deadline.objects.filter(pk=deadline.pk).update(provision=provision)
    assert leaning_on(provision, MONDAY) == [deadline.version]


def test_a_version_that_has_ended_is_left_alone():
    provision = models.Provision.objects.get(source__code="fair-law", article_en="art. 10(1)")
    version = leaning_on(provision, MONDAY)[0]
    models.RequirementVersion.objects.filter(pk=version.pk).update(
        effective_from=date(2000, 1, 1), effective_until=MONDAY
    )
    assert version not in leaning_on(provision, MONDAY)
    assert version in leaning_on(provision, MONDAY - timedelta(days=1))


def test_an_amount_leans_on_the_whole_of_its_source():
    source = models.Source.objects.get(code="court-3")
    provision = models.Provision.objects.get(source=source, article_en="whole page")
    with_amount = models.Condition.objects.filter(parameter__isnull=False, group__version__effective_until=None)
    condition = with_amount.first()
    before = leaning_on(provision, MONDAY)
    assert condition.group.version not in before
    value = condition.parameter.values.order_by("effective_from").last()
    models.ParameterValue.objects.filter(pk=value.pk).update(source=source, effective_until=None)
    assert condition.group.version in leaning_on(provision, MONDAY)
    article = models.Provision.objects.create(source=source, article_en="art. 5")
    assert leaning_on(article, MONDAY) == []


def test_the_index_of_fines_stands_behind_every_fee_and_fine():
    source = models.Source.objects.get(code="court-3")
    provision = models.Provision.objects.get(source=source, article_en="whole page")
    fined = set(models.RequirementVersion.objects.not_ended(MONDAY).filter(penalties__mrp__gt=0).distinct())
    assert fined
    assert not fined & set(leaning_on(provision, MONDAY))
    models.ParameterValue.objects.filter(parameter__code="mrp").update(source=source)
    assert fined <= set(leaning_on(provision, MONDAY))


# Renumbering.


def test_articles_in_another_order_and_under_other_numbers_have_moved():
    looked(fair())
    articles = {str(int(number) + 1): texts for number, texts in reversed(fair().items())}
    outcome = looked(articles, MONDAY + A_WEEK)
    assert not outcome.changed
    assert not rung()
    assert {row.article_en: place for row, place in outcome.moved} == {
        "art. 4": "5",
        "art. 6": "7",
        "art. 10(1)": "11(1)",
        "art. 11": "12",
        "art. 11(2)": "12(2)",
        "art. 12(1)": "13(1)",
        "art. 13(1)": "14(1)",
        "art. 14": "15",
    }
    assert models.ProvisionText.objects.get(provision__article_en="art. 10(1)").moved_to == "11(1)"
    back = looked(fair(), MONDAY + 2 * A_WEEK)
    assert len(back.same) == len(outcome.moved)
    assert set(models.ProvisionText.objects.values_list("moved_to", flat=True)) == {""}


def test_words_that_are_amended_where_they_moved_to_ring():
    looked(fair())
    articles = {str(int(number) + 1): texts for number, texts in fair().items()}
    looked(articles)
    articles["12"][2] = articles["12"][2].replace("15", "30")
    assert named(row.provision for row in looked(articles).changed) == {"art. 11", "art. 11(2)"}


def test_words_that_stand_elsewhere_anyway_have_not_moved_there():
    """The same fine for a repeat stands in many articles of a code."""
    articles = fair()
    articles["13"][1] = articles["15"][1] = "1. То же повторно в течение года, – штраф 100."
    looked(articles)
    articles["13"][1] = "1. То же повторно в течение года, – штраф 200."
    outcome = looked(articles)
    assert named(row.provision for row in outcome.changed) == {"art. 13(1)"}
    assert not outcome.moved


def test_a_range_of_articles_may_move_as_one():
    source = models.Source.objects.get(code="fair-law")
    models.Provision.objects.create(source=source, article_en="arts 10 to 12")
    looked(fair())
    articles = {str(int(number) + 1): texts for number, texts in fair().items()}
    assert ("arts 10 to 12", "11 to 13") in [(row.article_en, place) for row, place in looked(articles).moved]
    articles["12"][1] = "1. другие слова"
    assert "arts 10 to 12" in named(row.provision for row in looked(articles).changed)


# What is gone, what was never there, what comes back.


def test_an_article_that_is_gone_rings_once():
    looked(fair())
    articles = fair()
    del articles["14"]
    outcome = looked(articles)
    (noticed,) = outcome.changed
    assert (noticed.provision.article_en, noticed.gone) == ("art. 14", True)
    assert {version.requirement.code for version in noticed.versions} == citing("art. 14")
    assert not looked(articles).changed
    assert models.ProvisionText.objects.get(provision__article_en="art. 14").is_gone


def test_an_article_that_was_never_found_is_named_and_does_not_ring():
    articles = fair()
    del articles["14"]
    assert named(looked(articles).lacking) == {"art. 14"}
    assert named(looked(articles).lacking) == {"art. 14"}
    outcome = looked(fair())
    assert (named(outcome.first), outcome.changed) == ({"art. 14"}, [])


def test_what_is_again_as_it_was_takes_its_alarm_back_while_nobody_has_looked():
    looked(fair())
    articles = fair()
    articles["14"].append("другие слова")
    looked(articles, MONDAY + A_WEEK)
    outcome = looked(fair(), MONDAY + 2 * A_WEEK)
    assert named(outcome.back) == {"art. 14"}
    assert not rung()
    assert models.ProvisionText.objects.get(provision__article_en="art. 14").changed_on is None


def test_what_is_again_as_it_was_rings_once_somebody_has_looked():
    looked(fair())
    articles = fair()
    articles["14"].append("другие слова")
    looked(articles)
    models.Amendment.objects.update(looked_on=MONDAY)
    assert named(row.provision for row in looked(fair(), MONDAY + A_WEEK).changed) == {"art. 14"}
    assert set(models.Amendment.objects.values_list("noticed_on", "looked_on")) == {(MONDAY + A_WEEK, None)}


def test_a_second_change_keeps_the_day_of_the_first_until_somebody_looks():
    looked(fair())
    articles = fair()
    for week in (1, 2):
        articles["14"].append(f"другие слова {week}")
        looked(articles, MONDAY + week * A_WEEK)
    assert set(models.Amendment.objects.values_list("noticed_on", flat=True)) == {MONDAY + A_WEEK}


def test_a_page_in_another_language_is_read_for_the_first_time():
    looked(fair())
    outcome = looked(fair() | {"14": ["Басқа", "сөздер"]}, language="kk")
    assert outcome.first
    assert not outcome.changed
    assert set(models.ProvisionText.objects.values_list("language", flat=True)) == {"kk"}


# What cannot be read.


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<p>404</p>", "far too short"),
        (f"<p>{words('404') * 9} Страница не найдена.</p>", "no article on the page"),
        (act_page({"4": fair()["4"], "5": [words("5") * 5]}), "most of the cited articles are missing"),
    ],
)
def test_another_page_is_refused_and_nothing_of_what_was_kept_changes(page, why):
    looked(fair())
    before = list(models.ProvisionText.objects.values_list())
    with pytest.raises(Unreadable, match=why):
        check(
            models.Source.objects.get(code="fair-law"),
            OfficialPage(page, html=True, language="ru"),
            MONDAY + A_WEEK,
        )
    assert list(models.ProvisionText.objects.values_list()) == before
    assert not rung()


def test_a_whole_page_that_lost_more_than_half_is_refused_and_one_that_lost_less_rings():
    source = models.Source.objects.get(code="court-3")
    sentences = [words(str(number)) for number in range(12)]

    def look(kept: int) -> Outcome:
        return check(source, OfficialPage("\n".join(sentences[:kept]), html=False, language=""), MONDAY)

    assert look(12).first
    with pytest.raises(Unreadable, match="more than half"):
        look(5)
    assert len(look(8).changed) == 1
