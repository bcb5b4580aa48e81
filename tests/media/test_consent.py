"""A photo says whether those who can be seen have agreed, and an approver is told where it does not."""

import pytest
from django.test import Client
from django.urls import reverse

from media.models import Consent, GalleryPhoto, Photo
from moderation.desk.warnings import warnings_for
from moderation.roles import Role
from tests.factories import GalleryPageFactory, NewsPageFactory, PhotoFactory, make_user, publish
from tests.media.factories import make_photo

pytestmark = pytest.mark.usefixtures("school")
LONG = "Các em đọc sách rất vui. " * 10


def test_warning__counts_photos_without_a_mark_of_consent():
    gallery = GalleryPageFactory(live=False)
    gallery.photos = [GalleryPhoto(image=PhotoFactory(consent=mark)) for mark in ("", "", *Consent.values)]

    assert warnings_for(gallery) == ["2 ảnh chưa ghi gia đình học sinh đã đồng ý hay chưa."]


def test_warning__is_silent_where_every_photo_carries_one():
    page = NewsPageFactory(live=False, lead=LONG, cover=PhotoFactory(consent=Consent.GIVEN))

    assert warnings_for(page) == []


def test_consent__is_written_in_the_form_of_a_photo():
    photo = make_photo(consent="")
    client = Client()
    client.force_login(make_user(Role.WEB_EDITOR))
    said = {"title": photo.title, "description": photo.description, "credit": "", "tags": "", "consent": "given"}

    client.post(reverse("wagtailimages:edit", args=[photo.pk]), said | {"collection": photo.collection_id})

    assert Photo.objects.get(pk=photo.pk).consent == Consent.GIVEN


def test_consent__can_be_written_down_for_a_photo_that_is_public():
    photo = PhotoFactory(consent="")
    publish(NewsPageFactory(live=False, cover=photo))

    photo.consent = Consent.GIVEN
    photo.save()

    assert Photo.objects.get(pk=photo.pk).consent == Consent.GIVEN
