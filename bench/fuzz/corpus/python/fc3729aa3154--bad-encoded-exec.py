ig.""

C65536ƒÔÎ·ÖO#?ù5‰Äæ¨F‹Žm P importf,  Image
from transfo