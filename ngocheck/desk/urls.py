"""The desk's own pages, under /admin/desk/. The tables are the admin's."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []
