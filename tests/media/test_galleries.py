"""A gallery shows its photos in the order in which they were laid, however the database keeps its rows."""

import re

from django.apps import apps
from django.test import Client
from wagtail.models import Orderable

from media.models import GalleryPhoto
from tests.factories import GalleryPageFactory, approve
from tests.media.factories import make_ready_photo


def test_photos__written_in_another_order__are_shown_as_laid(school):
    photos = {title: make_ready_photo(title) for title in ("Mở đầu", "Giữa buổi", "Chia tay")}
    gallery = GalleryPageFactory(title="Hội chợ quê", live=False)
    for place, title in ((2, "Chia tay"), (0, "Mở đầu"), (1, "Giữa buổi")):
        gallery.photos.add(GalleryPhoto(image=photos[title], caption=title, sort_order=place))
    gallery.save()
    approve(gallery)

    html = Client().get(gallery.url).content.decode()
    assert re.findall(r"<figcaption[^>]*>\s*([^<]*?)\s*<", html) == list(photos)


def test_every_list_that_people_order__keeps_its_order():
    lists = [model for model in apps.get_models() if issubclass(model, Orderable)]

    assert GalleryPhoto in lists
    assert [model.__name__ for model in lists if model._meta.ordering != ["sort_order"]] == []
