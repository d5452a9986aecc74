

class For	