elf.scale =  self.tion =e)
        for name"):
 on="cpu", we