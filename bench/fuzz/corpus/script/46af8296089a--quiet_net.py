    def._ )
      __(sel):
        super()