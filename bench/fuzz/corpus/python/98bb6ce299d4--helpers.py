buiÿÿÿ:
    return