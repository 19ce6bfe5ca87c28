"""Live chat on any web site (canlı sohbet): the widget, its native routes, and what the desk sees of it."""
