"""Which renditions the worker makes of each photo, as Wagtail's filter specs."""

FORMATS = ("avif", "webp", "jpeg")
# Pixels. A third of a cheap phone's 720, all of it, and a desk's; an AVIF of 1600 takes as long as all of these.
WIDTHS = (400, 800, 1280)

# What `components/photo.html` asks for, spelt as `{% picture %}` spells it.
STANDARD_SPECS = tuple(f"format-{fmt}|width-{width}" for fmt in FORMATS for width in WIDTHS)
# What goes with a link that somebody shares.
SHARE_SPEC = f"format-jpeg|width-{WIDTHS[-1]}"
# What stands in the frame of a film before it is played.
POSTER_SPEC = f"format-webp|width-{WIDTHS[1]}"
# What the library and the editor show, so that a list of photos opens at once.
ADMIN_SPECS = ("max-165x165", "max-800x600")
