"""From a plan's file to a draft that a person has reviewed beside its source.

`receiving` takes file or text; the worker reads it (`reading_aside`); `marked` shows the source with what was
recognised; `forms` holds the reading, editable; `matching` finds a new version's areas among the old ones; `accepting`
makes the draft. `views` and `urls` are the screens.
"""
