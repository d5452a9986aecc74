:
 del