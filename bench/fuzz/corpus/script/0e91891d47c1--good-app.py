
    subprocess.un(["ffwav"], check)ch(url):
    with open("image.png", "wb") as file:
        file.wmeta(requests.get(url, timeout=10).content)
