"""Uploading from the editor of a gallery: one photo a request, so that one that fails stops no other."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.generic.base import View
from wagtail.images.forms import get_image_form
from wagtail.images.permissions import permission_policy
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views.chooser import ImageChosenResponseMixin

from common.text import nfc
from media.models import Photo

REFUSED = 422


class AddPhotoView(ImageChosenResponseMixin, View):
    """Keeps one uploaded photo and answers as Wagtail's chooser does, so that the chooser's widget can show it.

    200: {"id", "title", "edit_url", "preview": {"url", "width", "height"}, "default_alt_text"};
    422: {"error": a sentence for a teacher}.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the photo in `file`."""
        if not permission_policy.user_has_permission(request.user, "add"):
            raise PermissionDenied
        if "file" not in request.FILES:
            return JsonResponse({"error": _("Only a part of the photo arrived. Please try again.")}, status=REFUSED)
        form = self._form(request)
        if not form.is_valid():
            errors = [str(error) for errors in form.errors.values() for error in errors]
            return JsonResponse({"error": " ".join(errors)}, status=REFUSED)
        return JsonResponse(self.get_chosen_response_data(self._kept(form)))

    def _form(self, request: HttpRequest) -> Any:
        """Return the library's own form, filled in from the file's name."""
        collections = permission_policy.collections_user_has_permission_for(request.user, "add")
        title = nfc(Path(request.FILES["file"].name).stem)
        length = Photo._meta.get_field("title").max_length
        data = {"title": title[:length], "collection": collections.first().pk}
        return get_image_form(Photo)(data, {"file": request.FILES["file"]}, user=request.user)

    def _kept(self, form: Any) -> Photo:
        """Return the stored photo; the one stored before, where a phone that lost the answer sends it again."""
        user = self.request.user
        photo = form.save(commit=False)
        before = find_image_duplicates(photo, user, permission_policy).filter(uploaded_by_user=user).first()
        if before:
            return before
        photo.uploaded_by_user = user
        photo.save()
        form.save_m2m()
        return photo
