"""Faulty portals, each the sound one with one component varied; and sound variations.

Nothing here is known to the portal: the core never asks whether a defect is on.
"""
