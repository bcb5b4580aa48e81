"""Whether those who can be seen in a photo have agreed: what stands on the paper that the school has on file.

Nghị định 56/2017/NĐ-CP (Điều 33, 36): a child's picture, name, class or results are published with the agreement of
the parents or the guardian, and of the child from seven years on, and no longer once it was withdrawn.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class Consent(models.TextChoices):
    """What is known about the agreement of those who can be seen. Nothing recorded is "" and warns an approver."""

    NOT_NEEDED = "not_needed", _("nobody can be recognised")
    GIVEN = "given", _("the families have agreed")
    WITHDRAWN = "withdrawn", _("consent was withdrawn")


class ConsentScope(models.TextChoices):
    """Where the photo may be shown."""

    WEBSITE = "website", _("on this website alone")
    EVERYWHERE = "everywhere", _("on this website, the school's social networks and in print")


class ChildsWord(models.TextChoices):
    """What the children themselves have said: from seven years on they are asked, too."""

    AGREED = "agreed", _("the children of 7 years and more have agreed themselves")
    YOUNGER = "younger", _("all of them are under 7")


class ConsentOnFile(models.Model):
    """What stands on the paper. None of it is ever shown to the public."""

    consent = models.CharField(
        _("consent"),
        max_length=12,
        choices=Consent.choices,
        blank=True,
        help_text=_("Where pupils can be recognised, their families have to agree before the photo is public."),
    )
    consent_reference = models.CharField(
        _("number of the consent form"),
        max_length=100,
        blank=True,
        help_text=_("As it is filed at school, for example PĐY-12/2026."),
    )
    consent_date = models.DateField(_("signed on"), null=True, blank=True)
    consent_scope = models.CharField(_("may be shown"), max_length=12, choices=ConsentScope.choices, blank=True)
    consent_child = models.CharField(
        _("the children's own word"), max_length=12, choices=ChildsWord.choices, blank=True
    )
    consent_names = models.BooleanField(
        _("names may stand beside it"),
        default=False,
        help_text=_("Tick this only if the form says that the child's name may stand beside the photo."),
    )

    class Meta:
        abstract = True

    @property
    def names_may_stand(self) -> bool:
        """Whether a full name beside the photo is nobody's harm, or was agreed to."""
        given = self.consent == Consent.GIVEN and self.consent_names
        return given or self.consent == Consent.NOT_NEEDED

    @property
    def lacks_paper(self) -> bool:
        """Whether families are said to have agreed, and nobody wrote down where that is written, or the child's word.

        So it is with every photo of before there was a place for it: an approver is told, and nothing is refused.
        """
        noted = self.consent_reference and self.consent_date and self.consent_child
        return self.consent == Consent.GIVEN and not noted


CONSENT_FIELDS = tuple(field.name for field in ConsentOnFile._meta.fields)
PAPER_FIELDS = CONSENT_FIELDS[1:]


class ConsentRuleQuerySet(models.QuerySet):
    """Rules by school."""

    def strict_on(self, site: Site | None) -> bool:
        """Say whether a school approves no photo without consent. Where it is not known which school, any counts."""
        rules = self.filter(is_strict=True)
        return (rules.filter(site=site) if site else rules).exists()


class ConsentRule(models.Model):
    """The principal's word on photos without consent: an approver is warned (no row, or not strict), or refused."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="+")
    is_strict = models.BooleanField(
        _("Approve nothing with a photo without consent"),
        default=False,
        help_text=_(
            "Also refused: a full name beside a photo in which somebody can be recognised, unless the form on file "
            "allows names. Without the tick an approver is only warned."
        ),
    )

    objects = ConsentRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule on consent")
        verbose_name_plural = _("rules on consent")

    def __str__(self) -> str:
        return str(self.site)

    @classmethod
    def of(cls, site: Any) -> "ConsentRule":
        """Return the rule of a school, one that is not stored yet where nobody has decided."""
        return cls.objects.filter(site=site).first() or cls(site=site)
