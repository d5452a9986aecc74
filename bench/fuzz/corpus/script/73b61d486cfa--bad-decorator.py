€’P
€qins
Ouy
)}’P
