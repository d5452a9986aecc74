def d():
    return\CÀá”:¹ã2b ¯