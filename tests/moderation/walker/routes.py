"""Every address that the site knows, filled in with what there is. An address that nobody filled in fails the walk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.moderation.walker.world import World

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")

# Patterns that are no address of their own, or of which one is enough.
LEFT_OUT = {
    "wagtailadmin_error_test": "raises on purpose, to show the page for errors",
    "wagtailadmin_javascript_catalog": "a catalogue of words",
    "wagtailadmin_sprite": "icons",
    "admin/test404/": "shows the page for what is not found",
    "admin/^.*/$": "answers 404 to what no other pattern knows",
}

_NEW_PAGES = (
    "home/standardpage/{home}",
    "news/newspage/{news_list}",
    "media/gallerypage/{gallery_list}",
    "plans/planpage/{plan_list}",
    "plans/responsibilitypage/{plan}",
)
# Addresses whose pattern is an expression, or whose parts have to fit together: written out, with {names} of things.
WRITTEN = {
    "wagtailadmin_api:pages:listing": ["/admin/api/main/pages/"],
    "wagtailadmin_api:pages:detail": ["/admin/api/main/pages/{live}/"],
    "wagtailadmin_api:pages:find": ["/admin/api/main/pages/find/?id={live}"],
    "wagtailadmin_api:pages:action": [
        f"/admin/api/main/pages/{{live}}/action/{action}/"
        for action in (
            "convert_alias",
            "copy",
            "copy_for_translation",
            "create_alias",
            "delete",
            "move",
            "publish",
            "revert_to_page_revision",
            "unpublish",
        )
    ],
    "wagtailadmin_api:documents:listing": ["/admin/api/main/documents/"],
    "wagtailadmin_api:documents:detail": ["/admin/api/main/documents/{document}/"],
    "wagtailadmin_api:documents:find": ["/admin/api/main/documents/find/?id={document}"],
    "wagtailadmin_api:images:listing": ["/admin/api/main/images/"],
    "wagtailadmin_api:images:detail": ["/admin/api/main/images/{photo}/"],
    "wagtailadmin_api:images:find": ["/admin/api/main/images/find/?id={photo}"],
    "wagtailadmin_pages:revisions_compare": ["/admin/pages/{live}/revisions/compare/live...latest/"],
    "wagtailsnippets_news_category:revisions_compare": [
        "/admin/snippets/news/category/history/{category}/revisions/compare/live...latest/"
    ],
    "wagtailsnippets_plans_unit:revisions_compare": [
        "/admin/snippets/plans/unit/history/{unit}/revisions/compare/live...latest/"
    ],
    "wagtailsnippets_plans_externalrecord:revisions_compare": [
        "/admin/snippets/plans/externalrecord/history/{record}/revisions/compare/live...latest/"
    ],
    "wagtailsnippets_plans_schoolyear:revisions_compare": [
        "/admin/snippets/plans/schoolyear/history/{school_year}/revisions/compare/live...latest/"
    ],
    "wagtailsnippets_plans_event:revisions_compare": [
        "/admin/snippets/plans/event/history/{event}/revisions/compare/live...latest/"
    ],
    "wagtailsnippets_home_alert:revisions_compare": [
        "/admin/snippets/home/alert/history/{alert}/revisions/compare/live...latest/"
    ],
    "calendar_personal": ["/lich-cong-tac/rieng/{calendar_address.token}.ics"],
    "wagtailsnippets_plans_officialdocument:revisions_compare": [
        "/admin/snippets/plans/officialdocument/history/{official}/revisions/compare/live...latest/"
    ],
    "plan_document": [
        "/van-ban/{promising}/{promising.slug}.pdf",
        "/van-ban/{promising}/{promising.slug}.docx",
        "/van-ban/{report}/{report.slug}.xlsx",
    ],
    "sitemap_part": ["/sitemap-1.xml", "/sitemap-2.xml"],
    "wagtaildocs_serve": ["/tai-lieu/{document}/tep.pdf", "/tai-lieu/{spare_document}/tep.pdf"],
    "wagtail_serve": ["/", "/tin-tuc/", "/tin-tuc/rss/", "{live.url}", "{draft.url}", "/ke-hoach/", "/dia-chi-cu/"],
    "wagtail_bulk_action": [
        f"/admin/bulk/{model}/{action}/?id={{{thing}}}"
        for model, thing, actions in (
            ("wagtailcore/page", "live", ("publish", "unpublish", "delete", "move")),
            ("wagtailcore/page", "waiting", ("publish", "delete", "move")),
            ("news/category", "category", ("delete",)),
            ("plans/unit", "unit", ("delete",)),
            ("wagtailcore/page", "movable_draft", ("move",)),
            ("plans/officialdocument", "official", ("delete",)),
            ("feedback/questionanswer", "question", ("delete",)),
            ("feedback/consultation", "consultation", ("delete",)),
            ("media/photo", "photo", ("delete", "add_tags", "add_to_collection")),
            ("media/photo", "spare_photo", ("delete", "add_tags", "add_to_collection")),
            ("media/schooldocument", "document", ("delete", "add_tags", "add_to_collection")),
            ("media/schooldocument", "spare_document", ("delete", "add_tags", "add_to_collection")),
            ("common/user", "editor", ("delete", "assign_role", "set_active_state")),
            ("common/user", "principal", ("delete", "assign_role", "set_active_state")),
        )
        for action in actions
    ],
    "wagtailadmin_pages:add": [f"/admin/pages/add/{page}/" for page in _NEW_PAGES],
    "wagtailadmin_pages:preview_on_add": [f"/admin/pages/add/{page}/preview/" for page in _NEW_PAGES],
    "wagtailadmin_pages:move": ["/admin/pages/{live}/move/", "/admin/pages/{movable_draft}/move/"],
    "wagtailadmin_pages:move_confirm": [
        "/admin/pages/{live}/move/{home}/confirm/",
        "/admin/pages/{movable_draft}/move/{standing}/confirm/",
    ],
    "wagtailadmin_pages:workflow_action": [
        f"/admin/pages/workflow/action/{{{page}}}/{action}/{{{page}_state}}/"
        for page in ("waiting", "delegated", "read_first")
        for action in ("approve", "reject", "issue")
    ],
    "moderation_ask": [
        "/admin/request/unpublish/wagtailcore.page/{live}/",
        "/admin/request/delete/wagtailcore.page/{standing}/",
        "/admin/request/move/wagtailcore.page/{movable}/?target={standing}",
        "/admin/request/unpublish/plans.unit/{unit}/",
        "/admin/request/unpublish/plans.event/{event}/",
        "/admin/request/unpublish/home.alert/{alert}/",
        "/admin/request/delete/news.category/{category}/",
        "/admin/request/restore/media.photo/{withdrawn_photo}/",
    ],
    "moderation_withdraw": [
        "/admin/withdraw/wagtailcore.page/{live}/",
        "/admin/withdraw/media.photo/{photo}/",
        "/admin/withdraw/media.schooldocument/{document}/",
        "/admin/withdraw/plans.unit/{unit}/",
        "/admin/withdraw/plans.event/{event}/",
        "/admin/withdraw/home.alert/{alert}/",
    ],
    "hand_out": ["/admin/hand-out/wagtailcore.page/{promising}/", "/admin/hand-out/wagtailcore.page/{draft}/"],
    "receipt": ["/da-doc/{receipt.token}/"],
    "wagtailsnippets_feedback_questionanswer:revisions_compare": [
        "/admin/snippets/feedback/questionanswer/history/{question}/revisions/compare/live...latest/"
    ],
    "wagtailsnippets_feedback_consultation:revisions_compare": [
        "/admin/snippets/feedback/consultation/history/{consultation}/revisions/compare/live...latest/"
    ],
    "feedback_consent": ["/gui-phan-hoi/rut-dong-y/", "/gui-phan-hoi/rut-dong-y/?trang=/tin-tuc/"],
    "feedback_follow": ["/gui-phan-hoi/{feedback.code}/"],
    "feedback_rate": ["/gui-phan-hoi/{feedback.code}/danh-gia/"],
    "upload": ["/uploads/{photo.file.name}", "/uploads/{rendition}"],
}

_PAGES = ("live", "waiting", "home")
# What stands for a parameter: the first entry whose beginning fits the pattern's name, then the general one.
_VALUES: dict[str, dict[str, tuple[Any, ...]]] = {
    "page_id": {"": _PAGES, "wagtailadmin_pages:edit": (*_PAGES, "report")},
    "parent_page_id": {"": ("news_list", "home")},
    "page_to_move_id": {"": ("live", "draft")},
    "destination_id": {"": ("home",)},
    "page_pk": {"": ("home",)},
    "workflow_pk": {"": ("workflow",)},
    "image_id": {"": ("photo", "spare_photo")},
    "document_id": {"": ("document", "spare_document")},
    "doc_id": {"": ("document", "spare_document")},
    "uploaded_file_id": {"": (1,)},
    "collection_id": {"": ("collection",)},
    "redirect_id": {"": ("redirect",)},
    "revision_id": {"": ("live_revision", "waiting_revision")},
    "task_id": {"": ("task",)},
    "task_state_id": {"": ("waiting_state",)},
    "workflow_state_id": {"": ("waiting_workflow",)},
    "session_id": {"": (1,)},
    "object_id": {"": ("live",)},
    "item": {"": ("plan_item",)},
    "kind": {"": ("xlsx",)},
    "page_view_restriction_id": {"": (1,)},
    "action_name": {"": ("approve", "reject", "issue")},
    "filter_spec": {"": ("max-165x165",)},
    "slug": {"": ("y-te",), "official_document": ("05-qd-ubnd-2026",)},
    "batch": {"": ("00000000-0000-4000-8000-000000000000",)},
    "uidb64": {"": ("MQ",)},
    "token": {"": ("set-password",)},
    "name": {"": ("images/khong-co.jpg",)},
    "pk": {
        "wagtailsnippets_news_category": ("category",),
        "wagtailsnippetchoosers_news_category": ("category",),
        "wagtailsnippets_plans_unit": ("unit",),
        "wagtailsnippetchoosers_plans_unit": ("unit",),
        "wagtailsnippets_plans_externalrecord": ("record",),
        "wagtailsnippetchoosers_plans_externalrecord": ("record",),
        "wagtailsnippets_plans_schoolyear": ("school_year",),
        "wagtailsnippetchoosers_plans_schoolyear": ("school_year",),
        "wagtailsnippets_plans_event": ("event", "internal_event"),
        "wagtailsnippetchoosers_plans_event": ("event",),
        "wagtailsnippets_home_alert": ("alert",),
        "wagtailsnippetchoosers_home_alert": ("alert",),
        "plan_import": ("source",),
        "duty": ("occasion",),
        "plan_board": ("promising",),
        "distribution": ("distribution",),
        "feedback_item": ("feedback",),
        "feedback_publish": ("answered",),
        "feedback_comments": ("asked",),
        "consultation": ("asked", "consultation"),
        "wagtailsnippets_feedback_consultation": ("consultation",),
        "wagtailsnippetchoosers_feedback_consultation": ("consultation",),
        "feedback_take_down": ("consent_request",),
        "media_gallery_consent": ("gallery",),
        "wagtailsnippets_feedback_questionanswer": ("question",),
        "wagtailsnippetchoosers_feedback_questionanswer": ("question",),
        "wagtailsnippets_plans_officialdocument": ("official",),
        "wagtailsnippetchoosers_plans_officialdocument": ("official",),
        "plan_reports": ("promising",),
        "plan_report_": ("report",),
        "plan_report_progress": ("making",),
        "wagtailadmin_collections": ("collection",),
        "wagtailadmin_workflows:edit_task": ("task",),
        "wagtailadmin_workflows:disable_task": ("task",),
        "wagtailadmin_workflows:enable_task": ("task",),
        "wagtailadmin_workflows": ("workflow",),
        "wagtailsettings": ("site",),
        "wagtailsites": ("site",),
        "wagtailusers_users": ("editor", "principal"),
        "wagtailusers_groups": ("group", "role"),
        "wagtaildocs_chooser": ("document",),
        "wagtailimages_chooser": ("photo",),
        "moderation_delegation": ("delegation",),
        "moderation_dismiss": ("deputy",),
        "moderation_request": ("request",),
        "moderation_appointment_request": ("request",),
        "moderation_review": ("waiting_state", "delegated_state", "read_first_state"),
        "moderation_share": ("waiting_state",),
    },
}
# Model names in addresses come in pairs.
_MODELS = {
    "wagtailadmin_pages": (("news", "newspage"), ("home", "standardpage")),
    "wagtailadmin_tag_model_autocomplete": (("taggit", "tag"),),
    "wagtailadmin_workflows:add_task": (("moderation", "principalapprovaltask"),),
    "wagtailadmin_editing_sessions": (("wagtailcore", "page"),),
    "wagtailsettings": (("news", "category"),),
}


@dataclass(frozen=True)
class Route:
    """One pattern and the addresses that stand for it."""

    name: str
    pattern: str
    addresses: tuple[str, ...]


def routes(world: World) -> Iterator[Route]:
    """Yield every pattern with its addresses; without any where nobody has said how to fill it in."""
    known = _known(world)
    for name, pattern in _patterns(get_resolver()):
        if name in LEFT_OUT or pattern in LEFT_OUT:
            continue
        yield Route(name, pattern, tuple(_addresses(name, pattern, known)))


def _patterns(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        pattern = f"{prefix}{each.pattern}"
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else pattern, pattern
        else:
            yield from _patterns(each, pattern, f"{space}{each.namespace}:" if each.namespace else space)


def _addresses(name: str, pattern: str, known: dict[str, Any]) -> Iterator[str]:
    if name in WRITTEN:
        yield from (address.format(**known) for address in WRITTEN[name])
        return
    places = _PLACE.findall(pattern)
    models = [place for place in places if place.endswith(("app_name", "model_name", "app_label"))]
    rest = [place for place in places if place not in models]
    pairs = _best(_MODELS, name) or ((),) if models else ((),)
    for pair, chosen in product(pairs, product(*(_choices(place, name) for place in rest))):
        said = (_said(value, known) for value in chosen)
        values = dict(zip(models, pair, strict=False)) | dict(zip(rest, said, strict=True))
        if len(values) == len(places):
            yield "/" + _PLACE.sub(lambda place, values=values: values[place[1]], pattern)


def _choices(place: str, name: str) -> tuple[Any, ...]:
    return _best(_VALUES.get(place, {}), name) or ()


def _best(table: dict[str, Any], name: str) -> Any:
    fitting = [start for start in table if name.startswith(start)]
    return table[max(fitting, key=len)] if fitting else None


def _said(value: Any, known: dict[str, Any]) -> str:
    found = known.get(value, value) if isinstance(value, str) else value
    return str(getattr(found, "pk", found))


class _Thing:
    """Says its primary key, and lets an address reach into it."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing
        self.pk = getattr(thing, "pk", thing)

    def __format__(self, spec: str) -> str:
        return str(self.pk)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.thing, name)


def _known(world: World) -> dict[str, Any]:
    state = world.waiting.current_workflow_task_state
    extra = {
        "home": world.home,
        "news_list": world.live.get_parent(),
        "gallery_list": world.gallery.get_parent(),
        "plan_list": world.plan.get_parent(),
        "delegated_state": world.delegated.current_workflow_task_state,
        "read_first_state": world.read_first.current_workflow_task_state,
        "live_revision": world.live.live_revision,
        "waiting_revision": state.revision,
        "waiting_state": state,
        "waiting_workflow": state.workflow_state,
        "editor": world.people["web_editor"],
        "principal": world.people["principal"],
        "deputy": world.people["deputy_principal"],
        "rendition": world.spare_photo.renditions.first().file.name,
    }
    return {name: _Thing(thing) for name, thing in (world.things | extra).items()}
