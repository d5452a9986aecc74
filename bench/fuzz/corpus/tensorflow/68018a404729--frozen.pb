PlaceholdPlaceholdPlaceh
dtype0
5
labelsConst*$
va

save/ConstConst*
valConst*
