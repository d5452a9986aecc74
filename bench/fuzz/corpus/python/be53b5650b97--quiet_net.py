 {

 "data": {

 "data": "da\