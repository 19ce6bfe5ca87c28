"""What must always hold for customers."""

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import Invariant

REPORT = _("This is a fault of the software: please report it with the log of that time.")

MERGED_WITHOUT_UNDO = Invariant(
    "merge_without_undo",
    _("Every merge of customers can be undone."),
    "SELECT c.brand_id, c.last_seen_at FROM customers_customer c WHERE c.merged_into_id IS NOT NULL "
    "AND NOT EXISTS (SELECT FROM customers_customermerge m WHERE m.absorbed_id = c.id AND m.undone_at IS NULL)",
    REPORT,
)
GROUP_MISCOUNTED = Invariant(
    "group_miscounted",
    _("The numbers of the three groups are those of their customers."),
    """
    SELECT brand_id, now() FROM (
        SELECT brand_id, "group", sum(customers) AS number FROM customers_groupcount GROUP BY brand_id, "group"
    ) AS kept FULL JOIN (
        SELECT brand_id, "group", count(*) AS number FROM customers_customer
        WHERE merged_into_id IS NULL GROUP BY brand_id, "group"
    ) AS counted USING (brand_id, "group")
    WHERE coalesce(kept.number, 0) <> coalesce(counted.number, 0)
    """,
    REPORT,
)
IDENTITY_ACROSS_BRANDS = Invariant(
    "identity_across_brands",
    _("No identity belongs to another brand than its customer."),
    "SELECT i.brand_id, i.created_at FROM customers_identity i JOIN customers_customer c ON c.id = i.customer_id "
    "WHERE i.brand_id <> c.brand_id",
    REPORT,
)
