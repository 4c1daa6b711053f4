"""The desk's own pages, under /admin/desk/. The tables are the admin's."""

from django.urls import URLPattern, path, re_path

from . import (
    builder_views,
    calendar_views,
    edition_views,
    exchange_views,
    history_views,
    new_version,
    preview,
    publish_views,
    review_views,
    scenario_views,
    search_views,
    translation_views,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("amounts/", calendar_views.amounts, name="amounts"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar_views.calendar, name="calendar"),
    path("scenarios/", scenario_views.scenarios, name="scenarios"),
    path("scenarios/new/", scenario_views.new_scenario, name="scenario-new"),
    path("scenarios/<int:pk>/", scenario_views.scenario, name="scenario"),
    path("versions/<int:pk>/conditions/", builder_views.conditions, name="conditions"),
    path("versions/<int:pk>/conditions/pieces/", builder_views.pieces, name="conditions-pieces"),
    path("versions/<int:pk>/new/", new_version.new_version, name="new-version"),
    path("review/", review_views.review, name="review"),
    path("review/<int:pk>/checked/", review_views.checked, name="checked"),
    path("translations/", translation_views.translations_page, name="translations"),
    path(
        "translations/<slug:model_name>/<int:pk>/right/", translation_views.still_right, name="translation-right"
    ),
    path("search/", search_views.search, name="search"),
    path("publish/", publish_views.publish_page, name="publish"),
    path("publish/approve/", publish_views.approve_changes, name="approve"),
    path("editions/<int:number>/edition.json", edition_views.edition_file, name="edition-file"),
    path("editions/<int:number>/rows.json", edition_views.rows_file, name="edition-rows"),
    path("editions/<int:number>/roll-back/", edition_views.roll_back_page, name="roll-back"),
    path("preview/", preview.preview_page, name="preview"),
    path("exchange/", exchange_views.whole, name="exchange"),
    re_path(r"^exchange/rulebook\.(?P<kind>json|xlsx)$", exchange_views.whole_file, name="exchange-file"),
    path("exchange/<slug:model_name>/", exchange_views.table, name="table"),
    re_path(
        r"^exchange/(?P<model_name>[a-z]+)/table\.(?P<kind>csv|xlsx)$",
        exchange_views.table_file,
        name="table-file",
    ),
    path("history/", history_views.everything, name="history-all"),
    path("history/<slug:model_name>/<int:pk>/", history_views.of_row, name="history"),
    path("history/<slug:model_name>/restore/<int:number>/", history_views.restore, name="history-restore"),
]
