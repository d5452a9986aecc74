{
 "da