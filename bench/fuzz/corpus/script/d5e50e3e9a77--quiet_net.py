}S"\x6b"
Nsb—€€