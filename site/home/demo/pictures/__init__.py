"""The demo school's pictures, drawn by the project itself: no photo of a real child, none taken from anywhere."""

from . import (  # noqa: F401 - each registers its scenes
    scenes_cham_soc,
    scenes_doc_sach,
    scenes_doc_sach_goc,
    scenes_giao_thong,
    scenes_hop,
    scenes_khai_giang,
    scenes_khai_giang_le,
    scenes_lao_dong,
    scenes_lop_hoc,
    scenes_san_truong,
    scenes_tet,
    scenes_tet_le,
    scenes_the_thao,
    scenes_the_thao_san,
    scenes_trung_thu,
    scenes_trung_thu_hoi,
)
from .scene import SCENES, Scene, render_jpeg, svg

__all__ = ["SCENES", "Scene", "render_jpeg", "svg"]
