"""The codes of the contract, written down a second time: what other programs rely on must not drift."""

from __future__ import annotations


def codes(text: str) -> list[str]:
    return text.split()


GUIDES: dict[str, set[str]] = {
    "register": {"registration"},
    "reports": {"reporting", "tax", "operations", "people"},
    "foreign-funds": {"foreign-funding"},
    "assembly": {"assembly"},
    "everything": {"registration", "reporting", "tax", "operations", "people", "foreign-funding", "assembly"},
}
GUIDE_EXTRAS = {"foreign-funds": {"rep-charity-foreign-money", "op-no-party-funding", "op-aml-donations"}}

CHOICES_OF_ONE: dict[str, str] = {
    "status": "planned founded registered informal",
    "legal_form": (
        "public_association political_party trade_union religious_association public_foundation "
        "corporate_foundation private_foundation private_institution association_of_legal_entities "
        "consumer_cooperative noncommercial_jsc foreign_nco_branch other"
    ),
    "territorial_status": "local regional national",
    "foreign_receipt_kind": (
        "grant_or_donation property ratified_treaty sport medical foreign_trade investment_contract "
        "taxed_income transport_or_post"
    ),
    "assembly_form": "picket meeting rally demonstration march",
    "organiser": (
        "adult_citizen minor_citizen kazakh_legal_entity foreign_or_stateless_person foreign_organisation"
    ),
    "assembly_place": "specialised other_allowed prohibited_zone",
    "akimat_answer": "none_yet agreed agreed_with_limits other_place_or_time refused",
}
CHOICES_OF_SEVERAL: dict[str, str] = {
    "publishes_with_foreign_money": "commissioned grant_funded",
    "special_groups": "youth_or_children party_youth_wing disability national_cultural",
    "recent_changes": "name address charter head members new_branch liquidation reorganisation",
    "election_work": "observers polls",
    "foreign_funds_activities": "legal_aid opinion_polls information",
    "foreign_funds_exemption": (
        "educational state_or_quasi_state bank_or_insurer tax_monitoring private_practice diplomatic"
    ),
}
YES_NO = codes("""
    founders_all_citizens registration_refused is_charity charity_programme_completed parent_is_charity
    gave_or_got_sponsorship has_exempt_income has_business_income sells_excise_goods has_corporate_donors
    seeks_state_funding works_with_volunteers publishes_paid_posts publishes_online
    runs_mass_culture_or_sport_events foreign_funds foreign_charity_money foreign_participants
    assembly_foreign_money
    has_staff foreign_participation asks_for_donations has_budget_money buys_online_ads
""")
NUMBERS = codes("""
    founders_count branch_regions social_sphere_income_share disability_staff_share disability_payroll_share
    foreign_receipt_amount participants assembly_minutes
""")
PERCENTAGES = ["social_sphere_income_share", "disability_staff_share", "disability_payroll_share"]
DATES = codes("""
    founding_meeting_on registered_on change_decided_on registration_filed_on foreign_receipt_on assembly_on
    assembly_registered_on other_place_offered_on
""")
TIMES = ["assembly_starts_at", "assembly_ends_at"]

# Question code -> kind, as the rulebook names kinds.
KINDS: dict[str, str] = {
    **dict.fromkeys(YES_NO, "yes_no"),
    **dict.fromkeys(CHOICES_OF_ONE, "one"),
    **dict.fromkeys(CHOICES_OF_SEVERAL, "several"),
    **dict.fromkeys(NUMBERS, "number"),
    **dict.fromkeys(DATES, "date"),
    **dict.fromkeys(TIMES, "time"),
}
CHOICES: dict[str, list[str]] = {
    question: codes(text) for question, text in (CHOICES_OF_ONE | CHOICES_OF_SEVERAL).items()
}
PRESUMED = {"foreign_receipt_kind": "grant_or_donation", "foreign_receipt_amount": "over"}

REQUIREMENTS = codes("""
    reg-duty reg-unregistered-ban reg-pa-founders-number reg-pa-founders-citizens reg-pa-window
    reg-pa-documents reg-charter-content reg-foreign-founder-documents reg-fee-standard reg-fee-reduced
    reg-fee-party reg-decision-time reg-refusal reg-pa-territory reg-status-proof reg-party-youth-age
    reg-branches reg-change-name reg-change-charter reg-change-address reg-change-head reg-change-members
    reg-liquidation
    op-charter-scope op-inform-members op-accounting op-business-purpose op-no-party-funding
    op-prohibited-aims op-volunteer-register op-state-funding-database op-paid-posts op-online-content
    op-mass-events op-right-public-control op-right-information
    op-suspension-liquidation op-governance op-no-pay-highest-body op-conflict-of-interest
    op-foundation-governance op-cooperative-losses op-restricted-members op-beneficial-owner op-statistics
    op-aml-donations op-budget-information op-state-order-duties op-online-ads op-right-petition
    op-volunteer-duties op-election-observers op-election-polls op-religious-events op-religious-form
    ppl-contract ppl-pay ppl-income-tax ppl-payroll-return
    ppl-data-consent ppl-data-papers ppl-data-breach ppl-id-copies
    rep-ngo-database rep-ngo-database-sponsorship rep-foundation-publication rep-charity-programmes
    rep-charity-foreign-money rep-foreign-branch rep-foreign-charity-branch
    tax-cit-return tax-exempt-income tax-one-relief tax-cost-method tax-sso tax-disability tax-donor-request
    tax-vat-registration
    ff-notify ff-report ff-public-register ff-label-commissioned ff-label-grant
    asm-organiser asm-notify asm-apply asm-content asm-answer-notification asm-answer-application
    asm-no-start-before-consent asm-place asm-picket-limits asm-picket-place asm-citizens-only
    asm-organiser-duties asm-organiser-sign asm-hours asm-no-foreign-money asm-campaigning asm-prohibitions
    asm-offer-reply asm-refused asm-termination asm-emergency
""")
AREA_OF_PREFIX = {
    "reg": "registration",
    "op": "operations",
    "ppl": "people",
    "rep": "reporting",
    "tax": "tax",
    "ff": "foreign-funding",
    "asm": "assembly",
}
# What the contract says in brackets: which requirements the answers can show to be met, and special forces.
WITH_TEST = codes("""
    reg-pa-founders-number reg-pa-founders-citizens reg-pa-territory tax-sso tax-disability asm-organiser
    asm-place asm-picket-limits asm-picket-place asm-citizens-only asm-hours asm-no-foreign-money
""")
AUTHORITY = ["reg-decision-time", "asm-answer-notification", "asm-answer-application"]
MAY = ["op-volunteer-register", "op-right-public-control", "op-right-information"]
FEES = ["reg-fee-standard", "reg-fee-reduced", "reg-fee-party"]
