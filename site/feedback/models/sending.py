"""What keeps floods out, without knowing anybody: counts by hashed address, and proofs that were used."""

import secrets
from functools import partial

from django.db import models
from django.utils import timezone

new_salt = partial(secrets.token_hex, 32)


class Salt(models.Model):
    """The secret of one day with which addresses are hashed. The next day it is gone, and so is what it hid."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64, default=new_salt)

    def __str__(self) -> str:
        return f"{self.day}"


class Sending(models.Model):
    """How often somebody went one way within an hour. `sender` is a hash; `way` is what `spam/limits.py` calls it."""

    sender = models.CharField(max_length=64)
    hour = models.DateTimeField()
    way = models.CharField(max_length=10)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "hour", "way"], name="one_count_for_an_hour")]

    def __str__(self) -> str:
        return f"{self.way}: {self.number}"


class SpentToken(models.Model):
    """A proof of work or an answered question that has been used, kept until it would be too old anyway."""

    token = models.CharField(max_length=64, unique=True)
    spent_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.token
