from django.urls import path

from . import exports, rulebook_views, views

# /guides/<guide>/
guide_urls = [
    path("guides/<slug:guide>/", views.begin, name="begin"),
    path("guides/<slug:guide>/answers/", views.answers, name="answers"),
    path("guides/<slug:guide>/checklist/", views.checklist, name="checklist"),
    path("guides/<slug:guide>/checklist/print/", views.print_page, name="print"),
    path("guides/<slug:guide>/checklist/checklist.json", views.checklist_json, name="checklist_json"),
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

urlpatterns = [
    path("", views.start, name="start"),
    path("privacy/", views.privacy, name="privacy"),
    path("sheet/<slug:edition>.css", views.sheet_style, name="sheet_style"),
    path("forget/", views.forget, name="forget"),
    *guide_urls,
    *rulebook_urls,
]
