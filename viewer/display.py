"""Whether a window can be opened here, and what to do where it cannot. Imports no Qt: Qt would just abort."""

from __future__ import annotations

import ctypes.util
import os
import sys

_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
}
"""What QtGui itself loads on Linux, and Debian's and Ubuntu's packages of them."""

_SCREEN_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xinerama": "libxcb-xinerama0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
"""What a window on X11 needs beyond that."""


def missing_for_window(*, offscreen: bool) -> str | None:
    """What stands in the way of a window, as a message that says how to go on; None where nothing does."""
    if not sys.platform.startswith("linux"):
        return None
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    drawn_only = offscreen or chosen.startswith(("offscreen", "minimal", "vnc"))
    if not drawn_only and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return (
            "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "To see the window, run this in a graphical session. Without one:\n"
            "    muniment demo --screenshot window.png    draws the window into a picture\n"
            "    muniment --help                          lists what works on the command line"
        )
    absent = missing_packages(offscreen=drawn_only)
    if not absent:
        return None
    return (
        "Qt needs system libraries that are not installed. On Debian or Ubuntu:\n"
        f"    sudo apt-get install {' '.join(absent)}\n"
        "Then run the same command again."
    )


def missing_packages(*, offscreen: bool) -> list[str]:
    """The packages (Debian's and Ubuntu's names) of the system libraries that Qt needs and does not find."""
    if not sys.platform.startswith("linux"):
        return []
    needed = dict(_LIBRARIES)
    if not offscreen and not os.environ.get("WAYLAND_DISPLAY"):
        needed |= _SCREEN_LIBRARIES
    return [package for name, package in needed.items() if ctypes.util.find_library(name) is None]
