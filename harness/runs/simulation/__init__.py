"""Simulating a population: parts, processes, seeds and what-ifs, in either fidelity."""
