// Keeps all files of one version of the page, so that it opens without a network. A reader never gets a mixture: a new
// version is fetched whole, and takes over only when no page of the old one is open any more.
const version = "VERSION";
const files = ["FILES"];
const kept = `interleave-${version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" })))));
});

self.addEventListener("activate", (event) => {
  const others = (names) => names.filter((name) => name.startsWith("interleave-") && name !== kept);
  event.waitUntil(caches.keys().then((names) => Promise.all(others(names).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  const file = request.mode === "navigate" && !/\.[a-z]+$/.test(new URL(request.url).pathname) ? "./index.html" : request;
  event.respondWith(
    caches.open(kept)
      .then((cache) => cache.match(file, { ignoreSearch: true }))
      .then((found) => found ?? fetch(request)),
  );
});
