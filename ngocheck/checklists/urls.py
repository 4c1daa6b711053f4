from django.urls import path

from . import views

# /guides/<guide>/
guide_urls = [
    path("guides/<slug:guide>/", views.begin, name="begin"),
    path("guides/<slug:guide>/answers/", views.answers, name="answers"),
    path("guides/<slug:guide>/checklist/", views.checklist, name="checklist"),
    path("guides/<slug:guide>/checklist/checklist.json", views.checklist_json, name="checklist_json"),
    path("guides/<slug:guide>/<slug:section>/", views.section, name="section"),
]

urlpatterns = [
    path("", views.start, name="start"),
    path("forget/", views.forget, name="forget"),
    *guide_urls,
]
