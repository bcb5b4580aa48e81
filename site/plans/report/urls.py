"""Addresses below /admin/."""

from django.urls import path

from plans.report import views

urlpatterns = [
    path("plans/<int:pk>/reports/", views.reports, name="plan_reports"),
    path("plans/reports/making/<int:pk>/", views.progress, name="plan_report_progress"),
    path("plans/reports/<int:pk>/anew/", views.anew, name="plan_report_anew"),
    path("plans/reports/<int:pk>/copies/", views.copies_of, name="plan_report_copies"),
    path("plans/reports/<int:pk>/copies/<slug:kind>/", views.copy, name="plan_report_copy"),
]
