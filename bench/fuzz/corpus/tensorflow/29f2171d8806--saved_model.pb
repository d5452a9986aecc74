chSix*
