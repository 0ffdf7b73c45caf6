// <interleave-play lesson="lost-update" views="timeline,output" lang="ko"></interleave-play>, or with a program as its
// text. docs/embedding.md says everything. No dependencies, no inline script, no inline style.
(() => {
  const home = new URL(".", document.currentScript.src);
  const protocol = 1;

  class InterleavePlay extends HTMLElement {
    static observedAttributes = ["lesson", "program", "link", "views", "lang", "theme", "title"];

    #frame = document.createElement("iframe");
    #watching = null;

    connectedCallback() {
      if (!this.shadowRoot) {
        const frame = this.#frame;
        frame.loading = "lazy";
        frame.allow = "clipboard-write";
        frame.referrerPolicy = "no-referrer";
        Object.assign(frame.style, { display: "block", width: "100%", height: "560px", border: "0", colorScheme: "normal" });
        this.attachShadow({ mode: "open" }).append(frame);
        this.style.display ||= "block";
      }
      this.#watching = new AbortController();
      const { signal } = this.#watching;
      addEventListener("message", (event) => this.#hear(event), { signal });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#tell(), { signal });
      const around = new MutationObserver(() => this.#tell());
      for (const element of [document.documentElement, document.body]) {
        around.observe(element, { attributes: true, attributeFilter: ["class", "style", "lang", "data-theme"] });
      }
      signal.addEventListener("abort", () => around.disconnect());
      this.#open();
    }

    disconnectedCallback() {
      this.#watching?.abort();
    }

    attributeChangedCallback(name) {
      if (!this.#watching) return;
      if (name === "lang" || name === "theme") this.#tell();
      else this.#open();
    }

    // Shows what the attributes and the text ask for.
    #open() {
      const frame = this.#frame;
      const keys = new URLSearchParams(this.getAttribute("link") ?? "");
      const text = this.querySelector("pre, script[type='text/x-python']")?.textContent ?? this.textContent;
      const program = text.replace(/^\s*\n/, "").trimEnd();
      if (this.hasAttribute("lesson")) keys.set("lesson", this.getAttribute("lesson"));
      else if (program && !this.hasAttribute("link")) keys.set("program", program + "\n");
      if (this.hasAttribute("views")) keys.set("views", this.getAttribute("views"));
      keys.set("lang", this.#language());
      keys.set("theme", this.#theme());
      keys.set("embed", "1");
      const pairs = [...keys].map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
      frame.title = this.title || ["Interleave", this.getAttribute("lesson")].filter(Boolean).join(": ");
      frame.src = `${home}#${pairs.join("&")}`;
    }

    // Tells the frame which colours and language the page has now.
    #tell() {
      this.#frame.contentWindow?.postMessage({ interleave: protocol, theme: this.#theme(), lang: this.#language() }, home.origin);
    }

    // Gives the frame the room that it needs.
    #hear(event) {
      if (event.source !== this.#frame.contentWindow || event.data?.interleave !== protocol) return;
      const height = Number(event.data.height);
      if (height > 0 && height < 20000) this.#frame.style.height = `${Math.ceil(height)}px`;
    }

    #language() {
      const lang = this.closest("[lang]")?.getAttribute("lang") || navigator.language;
      return lang.toLowerCase().startsWith("ko") ? "ko" : "en";
    }

    // What is said here; or what the page says of itself; or how dark its background is.
    #theme() {
      const said = this.getAttribute("theme");
      if (said === "dark" || said === "light") return said;
      const schemes = getComputedStyle(this).colorScheme.split(/\s+/);
      const [dark, light] = [schemes.includes("dark"), schemes.includes("light")];
      if (dark !== light) return dark ? "dark" : "light";
      if (dark) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      for (const element of [document.body, document.documentElement]) {
        const [r, g, b, a = 1] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [255, 255, 255];
        if (a > 0.5) return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
      }
      return "light";
    }
  }

  if (!customElements.get("interleave-play")) customElements.define("interleave-play", InterleavePlay);
})();
