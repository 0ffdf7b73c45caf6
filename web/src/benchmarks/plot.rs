//! Paints a plot as SVG, with its numbers as a table, and hands it out as a file.

use interleave_view::plots::{Anchor, Curve, Plot, Source, Text};
use interleave_view::{Label, Language};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser;

/// What a plot looks like away from this page, in the colours of whoever looks at it.
const STYLE: &str = include_str!("../../styles/plot.svg.css");

/// A plot with what belongs to it.
pub fn figure(plot: &Plot, id: &str, language: Language) -> Html {
    let (own, title, about) = (
        format!("plot-{id}"),
        format!("title-{id}"),
        format!("about-{id}"),
    );
    let save = {
        let (own, name) = (own.clone(), format!("{id}.svg"));
        move |_| {
            // Nothing to do where a browser has no such element: the picture itself is on the page.
            let _ = download(&own, &name);
        }
    };
    let (width, height) = (plot.width.to_string(), plot.height.to_string());
    html! {
        <figure class="card">
            <svg
                xmlns="http://www.w3.org/2000/svg" id={own} class="plot" role="img"
                viewBox={format!("0 0 {width} {height}")} {width} {height}
                aria-labelledby={format!("{title} {about}")}
            >
                <title id={title}>{ plot.title.clone() }</title>
                <desc id={about}>{ plot.about.clone() }</desc>
                <path class="grid" d={plot.grid.clone()} />
                { for plot.curves.iter().map(curve) }
                { for plot.texts.iter().map(text) }
            </svg>
            <figcaption>
                <details>
                    <summary>{ Label::Numbers.text(language) }</summary>
                    { table(plot) }
                </details>
                <button class="quiet" data-do="save" onclick={save}>{ Label::SaveSvg.text(language) }</button>
            </figcaption>
        </figure>
    }
}

fn curve(curve: &Curve) -> Html {
    let source = match curve.source {
        Source::Measured => "measured",
        Source::Predicted => "predicted",
        Source::Law => "law",
    };
    html! {
        <g class={format!("curve {source} h{}", curve.hue)}>
            <path class="line" d={curve.line.clone()} />
            <path class="marks" d={curve.marks.clone()} />
        </g>
    }
}

fn text(text: &Text) -> Html {
    let anchor = match text.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    html! {
        <text
            class={text.strong.then_some("strong")}
            x={text.x.to_string()} y={text.y.to_string()} text-anchor={anchor}
        >{ text.text.clone() }</text>
    }
}

fn table(plot: &Plot) -> Html {
    let mut rows = plot.table.iter();
    let head = rows.next();
    html! {
        <div class="numbers">
            <table>
                <thead>
                    <tr>{ for head.into_iter().flatten().map(|cell| html! { <th scope="col">{ cell.clone() }</th> }) }</tr>
                </thead>
                <tbody>
                    { for rows.map(|row| html! {
                        <tr>{ for row.iter().enumerate().map(|(index, cell)| match index {
                            0 => html! { <th scope="row">{ cell.clone() }</th> },
                            _ => html! { <td>{ cell.clone() }</td> },
                        }) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// Hands a picture of this page out as a file that looks the same anywhere.
fn download(id: &str, name: &str) -> Option<()> {
    let document = browser::document();
    let svg = document.get_element_by_id(id)?.outer_html();
    let (head, rest) = svg.split_once('>')?;
    let svg = format!("{head}><style>{STYLE}</style>{rest}");
    let link = document.create_element("a").ok()?;
    let encoded = js_sys::encode_uri_component(&svg);
    let address = format!("data:image/svg+xml;charset=utf-8,{}", String::from(encoded));
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}
