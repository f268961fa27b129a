"""Changepack: change ideas and case studies in YAML, made into a website of change packages."""
