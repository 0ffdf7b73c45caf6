// node wasm.mjs MODULE EXPERIMENT SIZE [traced]: does an experiment once in wasm32, and prints what `measure` does.
import { readFileSync } from "node:fs";

const PROGRAMS = ["count", "shared", "sleepers_threads", "sleepers_asyncio"];

const [path, experiment, size, traced] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(path));
// What wasm-bindgen would fill in concerns types that these exports do without.
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  (imports[from] ??= {})[name] = () => 0;
}
const { exports } = new WebAssembly.Instance(module, imports);
// Glue would also take off what wasm-bindgen appends to a name: `run_0123abcd`.
const exported = (name) => exports[Object.keys(exports).find((key) => key.split("_")[0] === name)];
const [prepare, run] = [exported("prepare"), exported("run")];
const FRAMES = 200;
// Frames are laid out one after the other; everything else is a program that is run once.
const isFrames = experiment === "frames";
const ready = (size) =>
  isFrames
    ? exported("spans")(size) ?? true
    : prepare(PROGRAMS.indexOf(experiment), size, traced === "traced" ? 1 : 0);
const go = () => (isFrames ? exported("frames")(FRAMES) && FRAMES : run());
const processorMicroseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
// A first run is half compilation; the page's worker has that behind it when a reader presses a key.
if (!ready(Math.ceil(Number(size) / 20)) || go() === 0 || !ready(Number(size))) {
  throw new Error(`${experiment} cannot be run`);
}
const start = processorMicroseconds();
const amount = go();
const ns = (processorMicroseconds() - start) * 1000;
if (amount === 0) {
  throw new Error(`${experiment} failed`);
}
console.log(`ns ${ns}\namount ${amount}`);
