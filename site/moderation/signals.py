"""What other apps may want to hear about."""

from django.dispatch import Signal

# Sent after the transaction: `kind` ("media.photo") and `keys` of files whose public use has begun or ended.
uses_changed = Signal()
# Sent within the transaction: `record` of the ledger, after what stands because of it has been noted.
standing_changed = Signal()
# Sent within the transaction: `kind` and `keys` of files that were taken off the site, or are shown again.
files_marked = Signal()
# Sent within the transaction: `kind` and `keys` of files to which those who can be seen agree no longer.
consent_ended = Signal()
