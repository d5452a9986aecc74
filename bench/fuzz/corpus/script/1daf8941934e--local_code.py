t’
(ittss
tts
itts
itts
itts
itts
itts
