abspath(os.path.dirname(___))
with open(os.path.join(here, ""), encodi)