//! The page.

mod address;
mod app;
mod benchmarks;
mod browser;
mod checker_wire;
mod checking;
mod codec;
mod compiler;
mod deck;
mod editing;
mod embed;
mod export_wire;
mod exporter;
mod front_wire;
mod keys;
mod line;
mod link;
mod model;
mod parts;
mod plotter;
mod shared;
mod sheet_wire;
mod stage;
mod theme;
mod views;
mod wire;

fn main() {
    wasm_bindgen_futures::spawn_local(async {
        // A link's state is packed: what it says is known before anything is drawn.
        let address = address::Address::here().await;
        yew::Renderer::<app::App>::with_props(app::AppProps { address }).render();
    });
}
