"""The implementation report of a plan: figures that the worker counts once, and what is made of them.

`snapshot` counts and freezes, `account` reads frozen figures for page and documents, `presentation` is the page;
`wording`, `document` and `sheets` print it as DOCX, PDF and XLSX, `files` keeps those that are public and `copies`
those of the staff; `periods`, `forms` and `views` ask for a report, `making` is the worker's part.
"""
