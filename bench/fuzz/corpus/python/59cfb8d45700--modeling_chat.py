def fetch(url):
  swrite(requests.get(url,ut=10).content)
  