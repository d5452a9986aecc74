s.run(["eg",h, "wav"], ce)
 