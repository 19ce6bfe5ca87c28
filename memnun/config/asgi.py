"""The web application for an ASGI server of one's own; `bin/memnun web` brings one."""

from memnun.config.application import Application
from memnun.config.native import ROUTES

application = Application(ROUTES)
