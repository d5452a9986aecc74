ers
	*
