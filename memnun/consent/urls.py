"""The addresses of this room."""

from django.urls import path

from memnun.consent.views import confirming, customer, decisions, iys, public, rules, suppressions

app_name = "consent"
urlpatterns = [
    path("u/<str:token>/", public.unsubscribe, name="unsubscribe"),
    path("preferences/<str:token>/", public.preferences, name="preferences"),
    path("consent/<str:token>/", confirming.confirmation, name="confirmation"),
    path("customers/<uuid:customer_id>/permissions/", customer.permissions, name="permissions"),
    path("customers/<uuid:customer_id>/permissions/consent/", customer.consent_create, name="consent_create"),
    path("customers/<uuid:customer_id>/permissions/wishes/", customer.wishes_update, name="wishes"),
    path(
        "customers/<uuid:customer_id>/permissions/suppression/",
        customer.customer_suppress,
        name="customer_suppress",
    ),
    path("customers/<uuid:customer_id>/permissions/link/", customer.link_create, name="link_create"),
    path("preference-links/<uuid:preference_link_id>/revocation/", customer.link_revoke, name="link_revoke"),
    path("settings/contact/", rules.policy, name="policy"),
    path("settings/texts/", rules.notices, name="notices"),
    path("settings/texts/new/", rules.notice_create, name="notice_create"),
    path("settings/texts/<uuid:notice_id>/", rules.notice_renew, name="notice"),
    path("settings/no-contact/", suppressions.suppressions, name="suppressions"),
    path("settings/no-contact/new/", suppressions.suppression_create, name="suppression_create"),
    path("settings/no-contact/import/", suppressions.suppression_import, name="suppression_import"),
    path(
        "settings/no-contact/<uuid:suppression_id>/lifting/",
        suppressions.suppression_lift,
        name="suppression_lift",
    ),
    path("settings/iys/", iys.iys, name="iys"),
    path("settings/iys/files/", iys.iys_file_create, name="iys_file_create"),
    path("settings/iys/account/", iys.iys_account, name="iys_account"),
    path("settings/iys/account/round/", iys.iys_account_ask, name="iys_account_ask"),
    path("settings/iys/account/removal/", iys.iys_account_disconnect, name="iys_account_disconnect"),
    path("settings/iys/import/", iys.iys_import, name="iys_import"),
    path("settings/iys/files/<uuid:iys_file_id>/", iys.iys_file, name="iys_file"),
    path("settings/iys/files/<uuid:iys_file_id>/content/", iys.iys_file_download, name="iys_file_download"),
    path("settings/iys/files/<uuid:iys_file_id>/upload/", iys.iys_file_upload, name="iys_file_upload"),
    path(
        "settings/iys/differences/<uuid:iys_mismatch_id>/settlement/",
        iys.iys_mismatch_settle,
        name="iys_mismatch_settle",
    ),
    path("settings/decisions/", decisions.decisions, name="decisions"),
    path("settings/decisions/<uuid:gate_decision_id>/", decisions.decision, name="decision"),
]
