"""What other apps may want to hear about."""

from django.dispatch import Signal

# Sent after the transaction: `kind` ("media.photo") and `keys` of files whose public use has begun or ended.
uses_changed = Signal()
