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
const ready = (size) => prepare(PROGRAMS.indexOf(experiment), size, traced === "traced" ? 1 : 0);
const processorMicroseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
// A first run is half compilation; the page's worker has that behind it when a reader presses a key.
if (!ready(Math.ceil(Number(size) / 20)) || run() === 0 || !ready(Number(size))) {
  throw new Error(`${experiment} cannot be run`);
}
const start = processorMicroseconds();
const amount = run();
const ns = (processorMicroseconds() - start) * 1000;
if (amount === 0) {
  throw new Error(`${experiment} failed`);
}
console.log(`ns ${ns}\namount ${amount}`);
