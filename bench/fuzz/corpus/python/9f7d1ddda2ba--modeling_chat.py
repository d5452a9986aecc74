M:importlib.import_module()
