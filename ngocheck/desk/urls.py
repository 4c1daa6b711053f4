"""The desk's own pages, under /admin/desk/, a list for each capability. The tables are the admin's."""

from django.urls import URLPattern, path

from .calendar import move_day, next_amount
from .calendar import views as calendar
from .change_sets import look
from .change_sets import views as change_sets
from .conditions import views as conditions
from .exchange import views as exchange
from .guided import changed_law
from .guided import views as guided
from .history import views as history
from .home import search_views
from .publishing import edition_views, preview, text_views
from .publishing import views as publishing
from .review import how_sure
from .review import views as review
from .scenarios import unnoticed
from .scenarios import views as scenarios
from .translations import views as translations
from .versions import new_version
from .weekly_mail import views as weekly_mail

app_name = "desk"

calendar_urls = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar"),
    path("calendar/move/", move_day.move_day, name="move_day"),
    path("amounts/<slug:code>/next/", next_amount.next_amount, name="next_amount"),
]

scenario_urls = [
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/unnoticed/", unnoticed.unnoticed, name="unnoticed"),
    path("scenarios/take-over/", scenarios.take_over, name="take_over"),
    path("scenarios/new/", scenarios.new_scenario, name="new_scenario"),
    path("scenarios/<int:pk>/", scenarios.scenario, name="scenario"),
]

version_urls = [
    path("versions/<int:pk>/conditions/", conditions.conditions, name="conditions"),
    path("versions/<int:pk>/conditions/pieces/", conditions.conditions_pieces, name="conditions_pieces"),
    path("versions/<int:pk>/new/", new_version.new_version, name="new_version"),
]

guided_urls = [
    path("guided/change/", changed_law.guided_change, name="guided_change"),
    path("guided/new/", guided.guided_new, name="guided_new"),
    path("guided/<int:pk>/who/", guided.guided_who, name="guided_who"),
    path("guided/<int:pk>/scenarios/", guided.guided_scenarios, name="guided_scenarios"),
    path("guided/<int:pk>/left/", guided.guided_left, name="guided_left"),
    path("guided/<int:pk>/<slug:step>/", guided.guided_step, name="guided_step"),
]

review_urls = [
    path("review/", review.review, name="review"),
    path("review/<int:pk>/checked/", review.checked, name="checked"),
    path("review/<int:pk>/looked/", review.looked, name="looked"),
    path("review/<int:pk>/how-sure/", how_sure.how_sure, name="how_sure"),
]

translation_urls = [
    path("translations/", translations.translations, name="translations"),
    path("translations/<slug:model_name>/<int:pk>/right/", translations.still_right, name="still_right"),
]

publishing_urls = [
    path("publish/", publishing.publish, name="publish"),
    path("publish/approve/", publishing.approve, name="approve"),
    path("publish/<int:number>/", publishing.publish_alone, name="publish_alone"),
    path("publish/<int:number>/approve/", publishing.approve_alone, name="approve_alone"),
    path("requirements/<slug:code>/<str:first_day>/", text_views.visitors_text, name="visitors_text"),
    path("editions/<int:number>/edition.json", edition_views.edition_file, name="edition_file"),
    path("editions/<int:number>/rows.json", edition_views.edition_rows, name="edition_rows"),
    path("editions/<int:number>/roll-back/", edition_views.roll_back, name="roll_back"),
    path("preview/", preview.preview, name="preview"),
]

change_set_urls = [
    path("change-sets/", change_sets.change_sets, name="change_sets"),
    path("change-sets/work/", change_sets.work, name="work"),
    path("change-sets/<int:pk>/change/", change_sets.change_set, name="change_set"),
    path("change-sets/<int:pk>/remark/", change_sets.remark, name="remark"),
    path("change-sets/<int:pk>/drop/", change_sets.drop_change_set, name="drop_change_set"),
    path("change-sets/<int:pk>/link/", look.make_link, name="make_link"),
    path("change-sets/links/<int:pk>/revoke/", look.revoke_link, name="revoke_link"),
]

exchange_urls = [
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/rulebook.json", exchange.rulebook_file, name="rulebook_file"),
    path("exchange/texts.xlsx", exchange.texts_file, name="texts_file"),
]

history_urls = [
    path("history/", history.history_all, name="history_all"),
    path("history/<slug:model_name>/<int:pk>/", history.history, name="history"),
    path("history/<slug:model_name>/restore/<int:number>/", history.restore, name="restore"),
]

urlpatterns: list[URLPattern] = [
    path("search/", search_views.search, name="search"),
    path("weekly-mail/", weekly_mail.weekly_mail, name="weekly_mail"),
    *calendar_urls,
    *scenario_urls,
    *version_urls,
    *guided_urls,
    *review_urls,
    *translation_urls,
    *publishing_urls,
    *change_set_urls,
    *exchange_urls,
    *history_urls,
]
