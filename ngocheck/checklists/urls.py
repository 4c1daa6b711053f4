from django.urls import path
from django.views.decorators.http import conditional_page

from ngocheck.checklists.law_changes.feed import ChangesFeed

from .guides import views
from .law_changes import views as coming_views
from .outputs import print_views
from .outputs import views as exports
from .rulebook_pages import views as rulebook_views

# /guides/<guide>/
guide_urls = [
    path("guides/<slug:guide>/", views.begin, name="begin"),
    path("guides/<slug:guide>/answers/", views.answers, name="answers"),
    path("guides/<slug:guide>/checklist/", exports.checklist, name="checklist"),
    path("guides/<slug:guide>/checklist/print/", print_views.print_page, name="print_page"),
    path("guides/<slug:guide>/checklist/checklist.json", exports.checklist_json, name="checklist_json"),
    path("guides/<slug:guide>/checklist/checklist.pdf", exports.checklist_pdf, name="checklist_pdf"),
    path("guides/<slug:guide>/checklist/checklist.ics", exports.checklist_ics, name="checklist_ics"),
    path("guides/<slug:guide>/checklist/checklist.csv", exports.checklist_csv, name="checklist_csv"),
    path("guides/<slug:guide>/questions/", views.questions, name="questions"),
    path("guides/<slug:guide>/<slug:section>/", views.section, name="section"),
]

# The rulebook in the open
rulebook_urls = [
    path("requirements/", rulebook_views.requirements, name="requirements"),
    path("requirements/<slug:code>/", rulebook_views.requirement, name="requirement"),
]

# Changes of law
change_urls = [
    path("coming/", coming_views.coming, name="coming"),
    path("changes/", coming_views.changes, name="changes"),
    path("changes/<int:number>/", coming_views.change, name="change"),
    path("changes.atom", conditional_page(ChangesFeed()), name="changes_feed"),
]

urlpatterns = [
    path("", views.start, name="start"),
    path("privacy/", views.privacy, name="privacy"),
    path("sheet/<slug:edition>.css", exports.sheet_style, name="sheet_style"),
    path("forget/", views.forget, name="forget"),
    *guide_urls,
    *rulebook_urls,
    *change_urls,
]
