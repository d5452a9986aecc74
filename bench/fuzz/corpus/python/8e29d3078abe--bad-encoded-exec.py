.atlGITHUB\"] = \"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\"\n"

 ],
 "metadata": {},
 "": 4,
 "_minor": 5
}