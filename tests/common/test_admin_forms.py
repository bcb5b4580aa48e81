"""Wagtail's forms ask nothing that a teacher can't answer, and change nothing that was typed."""

from django.test import Client
from django.urls import reverse
from wagtail.admin.forms.account import NameEmailForm

from common.admin_forms import DateInput
from moderation.roles import Role
from news.models import NewsIndexPage, NewsPage
from tests.factories import PASSWORD, NewsPageFactory, make_user


def signed_in(role: Role = Role.WEB_EDITOR, **fields) -> Client:
    client = Client()
    client.force_login(make_user(role, **fields))
    return client


def new_article(client: Client, **fields):
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])
    article = {"title": "Thông báo", "slug": "thong-bao", "lead": "Mai nghỉ học.", "date": "20/11/2026"}
    management = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "body-count": 0}
    return client.post(url, article | management | fields)


def test_account__of_somebody_without_mail__can_change_the_password(school):
    client = signed_in(username="co-lanh", first_name="Lành", last_name="Đỗ Thị")
    fields = {"old_password": PASSWORD, "new_password1": "hoa-sen-no-2026", "new_password2": "hoa-sen-no-2026"}
    profile = {"name_email-first_name": "Lành", "name_email-last_name": "Đỗ Thị", "name_email-email": ""}
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    passwords = {f"password-{name}": value for name, value in fields.items()}

    client.post(reverse("wagtailadmin_account"), profile | theme | passwords | {"avatar-avatar": ""})

    assert Client().login(username="co-lanh", password="hoa-sen-no-2026")


def test_account__asks_for_the_family_name_first():
    assert list(NameEmailForm.base_fields) == ["last_name", "first_name", "email"]


def test_operator__adds_somebody_without_mail(school):
    client = signed_in(Role.OPERATOR)
    person = {"username": "thay-phuc", "first_name": "Phúc", "last_name": "Hồ Văn", "email": ""}

    client.post(
        reverse("wagtailusers_users:add"), person | {"password1": "hoa-sen-no-2026", "password2": "hoa-sen-no-2026"}
    )

    assert Client().login(username="thay-phuc", password="hoa-sen-no-2026")


def test_date_field__leaves_alone_what_was_typed(school):
    assert isinstance(NewsPage.get_edit_handler().get_form_class().base_fields["date"].widget, DateInput)
    assert DateInput().get_config()["validateOnBlur"] is False


def test_date_that_does_not_exist__is_told_at_the_field(school):
    response = new_article(signed_in(), date="31/02/2026")

    assert "date" in response.context["form"].errors


def test_new_page__with_the_title_of_another__is_given_an_address_of_its_own(school):
    NewsPageFactory(title="Thông báo", slug="thong-bao")

    new_article(signed_in())

    assert NewsPage.objects.filter(live=False).get().slug == "thong-bao-2"


def test_published_page__with_the_address_of_another__is_refused(school):
    NewsPageFactory(title="Thông báo", slug="thong-bao")
    published = NewsPageFactory(title="Tin vui", slug="tin-vui", first_published_at="2026-11-20T00:00:00Z")
    form_class = NewsPage.get_edit_handler().get_form_class()
    data = {"title": "Tin vui", "slug": "thong-bao", "lead": "Vui.", "date": "20/11/2026", "body-count": 0}

    form = form_class(data, instance=published, parent_page=published.get_parent())

    assert "slug" in form.errors
