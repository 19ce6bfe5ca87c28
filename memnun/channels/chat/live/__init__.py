"""The addresses the widget speaks to, answered on the event loop: /chat/…"""
