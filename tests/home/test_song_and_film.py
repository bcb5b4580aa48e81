"""The song and the film of the front page: nothing is fetched, and nobody asked, before a visitor wants it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from common.films import embed_address
from media.models import SchoolDocument
from moderation.roles import Role
from moderation.withdrawal import withdraw
from tests.factories import approve, make_user

FILM = "https://www.youtube.com/watch?v=abcDEF_12-3"
FRAME = "https://www.youtube-nocookie.com/embed/abcDEF_12-3?autoplay=1"


def file(name):
    return SchoolDocument.objects.create(title=name, file=ContentFile(b"tieng", name=name))


def front():
    return Client().get("/")


def html_of(home):
    approve(home)
    return front().content.decode()


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (FILM, FRAME),
        ("https://youtu.be/abcDEF_12-3?si=x", FRAME),
        ("https://m.youtube.com/shorts/abcDEF_12-3", FRAME),
        ("https://www.youtube.com/live/abcDEF_12-3/", FRAME),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
        ("https://www.youtube.com/@truong", ""),
        ("https://www.youtube.com/watch?v=%22%3E%3Cscript", ""),
        ("https://vimeo.com/kenh", ""),
        ("https://phim.example/watch?v=abcDEF_12-3", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_embed_address__of_one_film_alone(address, frame):
    assert embed_address(address) == frame


def test_song__shows_its_words_and_a_player_that_fetches_nothing(school):
    sound = file("bai-hat.mp3")
    school.song_label, school.song_title, school.song_words = "Bài hát lớp mình", "Sen Hồng", "Nắng lên\n\nGió về"
    school.song_sound = sound

    html = html_of(school)

    assert ">Bài hát lớp mình</h2>" in html
    assert "<p>Nắng lên</p>" in html
    assert f'<audio class="song__sound" controls preload="none" src="{sound.url}"></audio>' in html
    answer = Client().get(sound.url, headers={"range": "bytes=0-1"})
    assert (answer.status_code, answer["Content-Type"]) == (206, "audio/mpeg")


def test_song__has_a_heading_of_its_own_unless_somebody_says_otherwise(school):
    school.song_words = "Nắng lên"

    assert ">Bài hát của trường</h2>" in html_of(school)


def test_film__elsewhere_is_a_link_until_it_is_tapped(school):
    school.film_url, school.film_title = FILM, "Một ngày ở trường"

    html = html_of(school)

    assert f'href="{FILM}"' in html
    assert f'data-embed="{FRAME}"' in html
    assert "<iframe" not in html
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in front()["Content-Security-Policy"]


def test_film__of_ones_own_comes_first_and_is_not_fetched(school):
    film = file("mot-ngay.mp4")
    school.film_url, school.film_file = FILM, film

    html = html_of(school)

    assert f'preload="none" playsinline src="{film.url}"' in html
    assert "data-embed" not in html


def test_files__that_were_withdrawn_show_no_longer(school):
    sound, film = file("bai-hat.mp3"), file("mot-ngay.mp4")
    school.song_sound, school.film_file = sound, film
    approve(school)
    principal = make_user(Role.PRINCIPAL)

    for each in (sound, film):
        withdraw(each, principal, "Có tiếng học sinh chưa được đồng ý.")

    html = front().content.decode()
    assert "<audio" not in html
    assert "<video" not in html


def test_front_page__without_them_has_no_room_for_them(school):
    html = front().content.decode()

    assert 'id="song"' not in html
    assert 'id="film"' not in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"film_url": "https://www.youtube.com/@truong"}, "YouTube hay Vimeo"),
        ({"song_sound": "bai-hat.pdf"}, "mp3, m4a hoặc ogg"),
        ({"film_file": "phim.docx"}, "mp4 hoặc webm"),
    ],
)
def test_editor__is_told_what_cannot_be_played(school, fields, sentence):
    for name, value in fields.items():
        setattr(school, name, value if name.endswith("url") else file(value))

    with pytest.raises(ValidationError) as refusal:
        school.full_clean()

    assert sentence in str(refusal.value.message_dict)


def test_film__plays_in_its_place_when_it_is_tapped(page, school):
    school.film_url, school.film_title = FILM, "Một ngày ở trường"
    approve(school)
    asked = []
    page.route("https://www.youtube-nocookie.com/**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto("/")
    assert asked == []

    page.get_by_role("link", name="Xem").last.click()

    page.locator("iframe").wait_for()
    assert page.locator("iframe").get_attribute("src") == FRAME
    assert asked == [FRAME]
