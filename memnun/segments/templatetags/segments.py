"""What templates show of the three groups. Load with `{% load segments %}`."""

from django import template

from memnun.segments.drawing import draw_board_card

register = template.Library()
register.simple_tag(draw_board_card, name="board_card")
