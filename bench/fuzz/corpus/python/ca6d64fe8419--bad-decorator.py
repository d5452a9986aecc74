

state@o
@o