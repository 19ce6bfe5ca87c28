"""Meetings by video: a link of its own for each, consent before it opens, who joined and left. Turkish: görüntülü görüşme."""
