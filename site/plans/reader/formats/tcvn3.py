"""TCVN 5712:1993 (TCVN3, "ABC"), which the .Vn… fonts of the nineties show as Vietnamese."""

_CODES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệì",
    0xD8: "ỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TABLE = {code + place: letter for code, letters in _CODES.items() for place, letter in enumerate(letters)}


def from_tcvn3(text: str) -> str:
    """Text whose letters were stored as codes of TCVN3 ("KÕ ho¹ch") as Unicode."""
    return text.translate(_TABLE)


def is_tcvn3_font(name: str) -> bool:
    """True for the fonts that store text this way."""
    return name.startswith(".Vn")


def is_capital_font(name: str) -> bool:
    """True for those of them that show every letter as a capital: .VnTimeH, .VnArialH …"""
    return is_tcvn3_font(name) and name.endswith("H")
