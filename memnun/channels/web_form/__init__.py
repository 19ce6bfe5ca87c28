"""Forms of the brand on web pages, behind QR codes and on kiosks. Turkish: web formu.

A form is built on screen and shown at a public address; a place (a branch, a table) gives it a short
address of its own. What visitors type is claimed, never proven. What looks like spam is held back, not lost.
"""
