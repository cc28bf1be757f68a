"""The simulated world as ``sesame serve`` serves it: its state, its servers, its guard.

Above everything else of the world: nothing of ``simulator`` but the desk knows it.
"""

DEFAULT_POPULATION = 200
DEFAULT_SEED = 42
