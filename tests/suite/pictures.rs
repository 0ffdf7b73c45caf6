//! Pictures of lessons are well-formed XML that says what it shows, whatever a program calls its things.

use interleave_playground::engine::Config;
use interleave_playground::lessons::{self, Lesson};
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::Tick;
use interleave_playground::view::svg::View;
use interleave_playground::view::words::Language;
use interleave_playground::{machine, picture};
use roxmltree::{Document, Node};

fn run(source: &str, config: Config) -> Run {
    let (program, _) = compile(Lesson::PROGRAM_NAME, source, &[]).expect("accepted");
    let mut run = Run::new(program, config);
    while run.go_on() {}
    run
}

/// The words that are drawn, once the picture was found to be one.
fn words(picture: &str) -> Vec<String> {
    let document = Document::parse(picture).unwrap_or_else(|error| panic!("{error}: {picture}"));
    let root = document.root_element();
    assert_eq!(
        (root.tag_name().name(), root.tag_name().namespace()),
        ("svg", Some("http://www.w3.org/2000/svg"))
    );
    let first: Vec<&str> = root
        .children()
        .filter(Node::is_element)
        .map(|child| child.tag_name().name())
        .take(2)
        .collect();
    assert_eq!(first, ["title", "desc"]);
    for node in root.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let known = [
            "svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "circle", "g",
            "text",
        ];
        assert!(known.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            assert!(!attribute.value().contains("NaN"), "{attribute:?}");
            assert!(!attribute.name().contains("href"), "{attribute:?}");
        }
    }
    let texts = root.descendants().filter(|node| node.has_tag_name("text"));
    texts
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn every_view_of_every_lesson_is_a_picture_in_every_language() {
    for lesson in lessons::all() {
        let mut run = run(lesson.program, machine::config(&lesson.machine));
        let middle = Tick(run.recording().trace().duration().0 / 2);
        for view in View::ALL {
            for language in Language::ALL {
                let [early, late] = [Some(middle), None]
                    .map(|at| picture::svg(&mut run, view, at, lesson.slug, language));
                for picture in [&early, &late] {
                    assert!(words(picture).contains(&lesson.slug.to_owned()));
                }
                let again = picture::svg(&mut run, view, Some(middle), lesson.slug, language);
                assert!(early == again, "{} {view:?}", lesson.slug);
            }
        }
    }
}

#[test]
fn a_lesson_has_something_to_show_in_each_of_its_views() {
    for lesson in lessons::all() {
        let mut run = run(lesson.program, machine::config(&lesson.machine));
        for view in lesson.views {
            let view = View::find(view.name()).expect("a picture");
            let middle = Tick(run.recording().trace().duration().0 / 2);
            let drawn = words(&picture::svg(
                &mut run,
                view,
                Some(middle),
                "title",
                Language::English,
            ));
            // c10k and others have a loop only where a knob says so.
            let empty = drawn.len() <= 3;
            let knows_a_loop = lesson.program.contains("async def");
            assert!(
                !empty || view == View::Loop && knows_a_loop,
                "{} {view:?}: {drawn:?}",
                lesson.slug
            );
        }
    }
}

#[test]
fn what_a_program_prints_is_never_markup() {
    let source = "\
import queue
import threading

name = '</text><script>alert(1)</script>&\\x00\\x1b\\ud800<![CDATA[\"'
box = queue.Queue(maxsize=2)
box.put(name)
lock = threading.Lock()


def work():
    box.put(name)
    print(name)
    lock.acquire()
    lock.acquire()


thread = threading.Thread(target=work, name=name)
thread.start()
thread.join()
";
    let mut run = run(source, Config::default());
    for view in View::ALL {
        let picture = picture::svg(&mut run, view, None, "a & <b>", Language::English);
        let words = words(&picture);
        assert!(words.contains(&"a & <b>".to_owned()), "{words:?}");
    }
    let timeline = picture::svg(&mut run, View::Timeline, None, "", Language::English);
    let words = words(&timeline);
    assert!(
        words.iter().any(|word| word.starts_with("</text><script>")),
        "{words:?}"
    );
}
