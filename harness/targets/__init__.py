"""The portal under judgement, reached by two verbs: visit and submit."""
