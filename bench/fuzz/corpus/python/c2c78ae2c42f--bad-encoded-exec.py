   "source": [
    "ch\n",
    "pri_)"
   