"""The addresses of what was learned from corrections."""

from django.urls import path

from memnun.desk.learning import views

urlpatterns = [
    path("settings/learning/", views.learning, name="learning"),
    path("settings/learning/shipped/", views.shipped, name="learning_shipped"),
    path("settings/learning/automatic/", views.automatic, name="learning_automatic"),
    path("settings/learning/<uuid:adaptation_id>/use/", views.use, name="learning_use"),
]
