
exec(baD))