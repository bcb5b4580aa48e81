"""`demo_school --accounts`, which a start of the site prints."""

from io import StringIO

from django.core.management import call_command

from common.models import User


def said() -> str:
    output = StringIO()
    call_command("demo_school", accounts=True, stdout=output)
    return output.getvalue()


def test_accounts__of_the_demo_are_named(db: None) -> None:
    User.objects.create_user("hieutruong", last_name="Nguyễn Thị Bích", first_name="Liên")
    assert "hieutruong" in said()


def test_accounts__of_a_school_of_its_own_are_not(db: None) -> None:
    User.objects.create_user("hieutruong", last_name="Đặng", first_name="Mai")
    assert said() == ""
