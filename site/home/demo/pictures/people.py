"""People: bodies that take any posture. The origin is the ground between the feet; up is negative y."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from . import clothes, heads
from .canvas import NAVY, SCARF, Canvas, Point, dark

SKINS = ("#f6cfa9", "#f0c298", "#e6b285", "#dba376", "#cc9163")
HAIRS = ("#231a17", "#2b1f1b", "#382722", "#1d1a20")
RIBBONS = ("#d7263d", "#ffb703", "#3a86c8", "#ef7fa6", "#fdf6e3")
# Colours of the teachers' áo dài.
AO_DAI = ("#e58fa5", "#8fb8d8", "#f2c879", "#a9c99a", "#c9a3cf", "#e8a07a")
BOY_HAIR = ("crop", "side", "spiky", "bowl")
GIRL_HAIR = ("bob", "pony", "pigtails", "halfup", "long")


@dataclass(frozen=True)
class Build:
    """Measures of a body in user units."""

    leg: float
    torso: float
    arm: float
    shoulder: float
    hip: float
    head: float
    limb: float


KID = Build(leg=72, torso=56, arm=61, shoulder=22, hip=12, head=1.0, limb=13.5)
ADULT = Build(leg=134, torso=82, arm=96, shoulder=29, hip=15, head=0.93, limb=16)


@dataclass(frozen=True)
class Look:
    """What a person looks like."""

    skin: str = SKINS[1]
    hair: str = HAIRS[0]
    style: str = "crop"
    outfit: str = "uniform"
    top: str = "#fffdf6"
    bottom: str = NAVY
    scarf: bool = True
    girl: bool = False
    hat: str = ""
    hat_colour: str = SCARF
    ribbon: str = SCARF
    glasses: bool = False
    old: bool = False
    build: Build = KID


@dataclass(frozen=True)
class Pose:
    """A posture. Hands are measured from their shoulder in arm lengths, outwards and down; feet from the hip's
    foot point in leg lengths, outwards and up; `drop` lowers the hips, `lean` turns the trunk (degrees)."""

    lh: Point = (0.14, 0.96)
    rh: Point = (0.14, 0.96)
    lf: Point = (0.04, 0.0)
    rf: Point = (0.04, 0.0)
    drop: float = 0.0
    lean: float = 0.0
    look: float = 0.0
    tilt: float = 0.0
    eyes: str = "dot"
    mouth: str = "smile"
    back: bool = False
    knees: int = 1
    elbows: tuple[int, int] = (1, 1)
    lift: float = 0.0


STAND = Pose()
WALK = Pose(lh=(0.34, 0.86), rh=(0.4, 0.8), lf=(0.2, 0.0), rf=(0.28, 0.06), lean=2, look=8)
RUN = Pose(
    lh=(0.45, 0.35),
    rh=(0.6, 0.05),
    lf=(0.62, 0.42),
    rf=(0.5, 0.12),
    lean=13,
    look=11,
    mouth="open",
    lift=0.1,
    elbows=(1, -1),
)
WAVE = Pose(rh=(0.42, -0.78), mouth="open", tilt=4)
RAISE = Pose(rh=(0.3, -0.93), mouth="smile", tilt=-3)
CHEER = Pose(lh=(0.4, -0.85), rh=(0.4, -0.85), mouth="open", eyes="happy")
JUMP = Pose(lh=(0.5, -0.78), rh=(0.5, -0.78), lf=(0.3, 0.34), rf=(0.12, 0.2), mouth="open", eyes="happy", lift=0.42)
READ = Pose(lh=(0.02, 0.52), rh=(0.02, 0.52), eyes="down", mouth="smile")
HOLD = Pose(lh=(0.0, 0.5), rh=(0.0, 0.5))
CLAP = Pose(lh=(-0.28, 0.34), rh=(-0.28, 0.34), eyes="happy")
POINT = Pose(rh=(0.86, -0.25), look=8)
DESK = Pose(lh=(0.02, 0.62), rh=(0.02, 0.62), drop=0.42, lf=(0.0, 0), rf=(0.0, 0), knees=0)
WRITE = replace(DESK, rh=(-0.1, 0.66), eyes="down", tilt=5)
FLOOR = Pose(drop=0.84, lf=(0.62, 0.05), rf=(0.62, 0.05), lh=(-0.05, 0.72), rh=(-0.05, 0.72))
FLOOR_READ = replace(FLOOR, lh=(0.0, 0.54), rh=(0.0, 0.54), eyes="down")
SQUAT = Pose(drop=0.56, lf=(0.2, 0), rf=(0.25, 0), lean=9, lh=(0.0, 0.85), rh=(0.25, 0.8), eyes="down")
SIT = Pose(drop=0.44, lf=(-0.42, 0), rf=(0.5, 0), knees=1, look=9, lh=(-0.2, 0.6), rh=(0.36, 0.58))
BEHIND = Pose(back=True)
SEATED = Pose(back=True, drop=0.5, knees=0)


def _elbow(start: Point, end: Point, upper: float, lower: float, bend: float) -> tuple[Point, Point]:
    """Return the joint and the reachable end of a two-part limb."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = math.hypot(dx, dy) or 0.01
    far = min(reach, (upper + lower) * 0.995)
    dx, dy = dx / reach, dy / reach
    along = (upper**2 - lower**2 + far**2) / (2 * far)
    aside = math.sqrt(max(0.0, upper**2 - along**2)) * bend
    joint = (start[0] + dx * along - dy * aside, start[1] + dy * along + dx * aside)
    return joint, (start[0] + dx * far, start[1] + dy * far)


@dataclass(frozen=True)
class Limb:
    """An arm or a leg: where it begins, bends and ends."""

    start: Point
    joint: Point
    end: Point


def _legs(pose: Pose, build: Build) -> tuple[Limb, Limb]:
    hip_y = -build.leg * (1 - pose.drop)
    legs = []
    for side, foot in ((-1, pose.lf), (1, pose.rf)):
        start = (side * build.hip, hip_y)
        goal = (side * (build.hip + foot[0] * build.leg), -foot[1] * build.leg - 5)
        if pose.drop > 0.75:
            legs.append(Limb(start, (side * build.leg * 0.54, -11), (-side * build.leg * 0.1, -6)))
            continue
        bend = -side * pose.knees if pose.drop > 0.3 else -(1 if pose.look >= 0 else -1)
        joint, end = _elbow(start, goal, build.leg * 0.5 - 2.4, build.leg * 0.5 - 2.4, bend)
        legs.append(Limb(start, joint, end))
    return legs[0], legs[1]


# A hand held near the body bends the arm towards the viewer, so that it seems shorter.
_FORESHORTENED = 1.14


def _arms(pose: Pose, build: Build) -> tuple[Limb, Limb]:
    """Arms in the trunk's frame, whose origin is the hips."""
    arms = []
    for side, hand, bend in ((-1, pose.lh, pose.elbows[0]), (1, pose.rh, pose.elbows[1])):
        start = (side * (build.shoulder - 3), -build.torso + 7)
        goal = (start[0] + side * hand[0] * build.arm, start[1] + hand[1] * build.arm)
        turn = -side * bend if hand[1] > -0.2 else side * bend
        reach = math.dist(start, goal)
        part = min(build.arm, reach * _FORESHORTENED) / 2
        joint, end = _elbow(start, goal, part, part, turn)
        arms.append(Limb(start, joint, end))
    return arms[0], arms[1]


Held = Callable[[Canvas, Point, Point], None]


def person(
    c: Canvas,
    x: float,
    y: float,
    scale: float,
    look: Look,
    pose: Pose = STAND,
    *,
    flip: bool = False,
    held: Held | None = None,
    behind: Held | None = None,
    ground: bool = True,
) -> None:
    """Draw one person. `held` draws what the hands hold (given both hands, in the trunk's frame, where the hips
    are the origin); `behind` draws what is carried behind the body."""
    build = look.build
    if ground:
        c.shadow(x, y, build.leg * 0.62 * scale, 8 * scale, 0.3)
    with c.at(x, y - pose.lift * build.leg * scale, scale, flip=flip):
        left, right = _legs(pose, build)
        arms = _arms(pose, build)
        hip_y = left.start[1]
        with c.at(0, hip_y, turn=pose.lean):
            if behind:
                behind(c, arms[0].end, arms[1].end)
            if not pose.back:
                _hair_behind(c, look, pose, build)
            if pose.back:
                clothes.arms(c, look, arms, build)
        clothes.legs(c, look, (left, right), build, pose.look)
        clothes.skirts(c, look, (left, right), build, hip_y)
        with c.at(0, hip_y, turn=pose.lean):
            clothes.trunk(c, look, build, back=pose.back)
            _head(c, look, pose, build)
            if not pose.back:
                clothes.arms(c, look, arms, build)
            if held:
                held(c, arms[0].end, arms[1].end)
                clothes.hands(c, look, arms, build)


def _head_place(build: Build) -> Point:
    return 0, -build.torso - 34 * build.head - (5 if build is ADULT else 1)


def _hair_behind(c: Canvas, look: Look, pose: Pose, build: Build) -> None:
    x, y = _head_place(build)
    with c.at(x, y, build.head, turn=pose.tilt):
        heads.hair_behind(c, look.style, look.hair, back=pose.back)


def _head(c: Canvas, look: Look, pose: Pose, build: Build) -> None:
    x, y = _head_place(build)
    with c.at(x, y, build.head, turn=pose.tilt):
        if pose.back:
            heads.head_back(c, look.skin, look.style, look.hair, look.ribbon)
        else:
            heads.face(c, look.skin, pose.look, pose.eyes, pose.mouth, old=look.old)
            heads.hair_before(c, look.style, look.hair, pose.look, look.ribbon)
            if look.glasses:
                heads.glasses(c, pose.look)
        if look.hat:
            heads.hat(c, look.hat, look.hat_colour, back=pose.back)


def pupil(rng: Random, **changes: object) -> Look:
    """Return a pupil's look: hair, skin and so on by chance, the rest as told."""
    girl = bool(changes.get("girl", rng.random() < 0.5))
    base = Look(
        skin=rng.choice(SKINS[:4]),
        hair=rng.choice(HAIRS),
        girl=girl,
        style=rng.choice(GIRL_HAIR if girl else BOY_HAIR),
        ribbon=rng.choice(RIBBONS),
        glasses=rng.random() < 0.1,
    )
    return replace(base, **changes)


def teacher(rng: Random, colour: str = "#e58fa5", **changes: object) -> Look:
    """Return a woman teacher in áo dài of the colour."""
    base = Look(
        skin=rng.choice(SKINS[:3]),
        hair=rng.choice(HAIRS),
        style=rng.choice(("long", "bun", "bob", "halfup")),
        outfit="aodai",
        top=colour,
        bottom="#fdfaf2",
        scarf=False,
        girl=True,
        build=ADULT,
        ribbon=dark(colour, 0.2),
    )
    return replace(base, **changes)


def man(rng: Random, colour: str = "#f4f6f4", **changes: object) -> Look:
    """Return a man in shirt and trousers."""
    base = Look(
        skin=rng.choice(SKINS[1:]),
        hair=rng.choice(HAIRS),
        style="man",
        outfit="shirt",
        top=colour,
        bottom="#3a3f4d",
        scarf=False,
        build=ADULT,
        glasses=rng.random() < 0.3,
    )
    return replace(base, **changes)


def villager(rng: Random, colour: str = "#7a4a78", **changes: object) -> Look:
    """Return a woman of the village in áo bà ba."""
    base = Look(
        skin=rng.choice(SKINS[1:]),
        hair=rng.choice(HAIRS),
        style=rng.choice(("bun", "pony")),
        outfit="baba",
        top=colour,
        bottom="#2b2a33",
        scarf=False,
        girl=True,
        build=ADULT,
    )
    return replace(base, **changes)
