//! The page.

mod app;
mod browser;
mod deck;
mod keys;
mod link;
mod model;
mod parts;
mod shared;
mod stage;
mod theme;
mod views;
mod wire;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
