"""The JSON API for partners, under /api/v1: the output contract of the command line over HTTP. Nothing is stored."""

from web.api import views as views  # puts the operations on the blueprint
from web.api.blueprint import api as api
