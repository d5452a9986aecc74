class Chatg:el_"


class ChatFor:
 