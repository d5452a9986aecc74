linefõ





