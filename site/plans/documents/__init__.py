"""A plan as an administrative document: Word and PDF in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I.

`content` gathers what stands in the document, `wording` says it in official form; `word` and `printed` lay the same
content out as .docx and .pdf; `made` keeps the public files that the worker makes; `layout_check` measures a .docx
against the decree, `measuring` somebody else's in a process of its own.

The language of the document is Vietnamese, whatever the screen's is.
"""
