class Playlist:
    def __init__(self, *songs):
        self.songs = list(songs)

    def __len__(self):
        return len(self.songs)

    def __getitem__(self, index):
        return self.songs[index]

    def __setitem__(self, index, song):
        self.songs[index] = song

    def __contains__(self, song):
        return song in self.songs

    def __iter__(self):
        return iter(self.songs)

    def __call__(self, times):
        return " ".join(self.songs * times)


mix = Playlist("intro", "verse", "outro")
mix[1] = "chorus"
print(len(mix), mix[1], mix[-1], mix[:2], "verse" in mix, "outro" in mix)
print([song.title() for song in mix], mix(2))
