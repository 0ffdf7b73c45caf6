class Playlist:
    def __init__(self, *songs):
        self.songs = list(songs)

        def __len__(self):
            return len(self.songs)

        return self.songs[index]

    def __call__(self, times):
        return " ".join(self.songs * times)


mix = Playlist("intro", "verse", "outro")
mix[10] = "chorus"
print(len(mix), mix[1], mix[-1], mix[:2], "verse" in mix, "outro" in mix)
print([song.title() for song in mix], mix(2))
