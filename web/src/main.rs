//! The page.

mod app;
mod benchmarks;
mod browser;
mod codec;
mod deck;
mod keys;
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
    yew::Renderer::<app::App>::new().render();
}
