"""What must always hold about consent."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

REPORT = _("This is a fault of the software: please report it with the log of that time.")

REFUSAL_OVERDUE = Invariant(
    "iys_refusal_overdue",
    _("No refusal waits longer than three working days to reach İYS."),
    "SELECT r.brand_id, r.due_at FROM consent_iysreport r JOIN consent_consent c ON c.id = r.consent_id "
    "WHERE r.state IN ('waiting', 'sent') AND c.status = 'RET' AND r.due_at < now()",
    _("Open the İYS page in the settings, make the file and upload it; advertising has stopped already."),
)
SENT_WITHOUT_CONSENT = Invariant(
    "commercial_without_consent",
    _("No commercial message was let through without consent."),
    "SELECT d.brand_id, d.at FROM consent_gatedecision d WHERE d.verdict = 'SEND' "
    "AND d.purpose IN ('campaign', 'greeting', 'survey_general') "
    "AND d.channel IN ('email', 'sms', 'whatsapp', 'phone') AND d.at > now() - interval '35 days' AND d.address <> '' "
    "AND NOT EXISTS (SELECT FROM consent_consent c WHERE c.brand_id = d.brand_id AND c.address = d.address "
    "AND c.status = 'ONAY' AND c.taken_at <= d.at) "
    'AND NOT d.steps @> \'[{"code": "merchant_has_not_refused"}]\'',
    REPORT,
)
MIXED_BRANDS = Invariant(
    "consent_across_brands",
    _("No consent stands for a customer of another brand."),
    "SELECT c.brand_id, c.recorded_at FROM consent_consent c JOIN customers_customer k ON k.id = c.customer_id "
    "WHERE c.brand_id <> k.brand_id",
    REPORT,
)
