"""The front door. Visitors' pages have a language prefix; without one they are sent to their language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from ngocheck.checklists.guides.views import health
from ngocheck.desk.change_sets.look import look

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/account/", include("ngocheck.desk.accounts.urls")),
    path("admin/desk/", include("ngocheck.desk.urls")),
    path("admin/", admin.site.urls),
    path("look/<str:token>/", look, name="look"),
    *i18n_patterns(path("", include("ngocheck.checklists.urls"))),
]

handler403 = "ngocheck.desk.frame.refused"
handler429 = "ngocheck.desk.accounts.sign_in.too_many"
