"""The Python classes of spark-norm, by the names of their Java packages.

PySpark finds the Python class of a saved stage by its Java class, and over Spark Connect the Java class by the Python one.
``import sparknorm`` is the name for people.
"""
