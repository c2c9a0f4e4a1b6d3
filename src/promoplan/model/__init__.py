"""The typed plan: frozen Pydantic models, one module per section, scalars apart.

Models hold shape and single-field limits only; whatever compares two fields is a rule.
"""
