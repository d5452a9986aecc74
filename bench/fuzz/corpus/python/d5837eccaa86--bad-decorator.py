os.system(com)
