//! What a link says. Its readable part names a lesson, a language and how to look at it; what a reader has chosen beyond
//! that stands in one compressed piece: a version, a checksum, and the state as postcard writes it.

use interleave_engine::MemoryModel;
use interleave_lessons::{Lesson, all, find};
use interleave_playground::share::State;
use interleave_view::Language;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ReadableStream, ReadableStreamDefaultReader, ReadableStreamReadResult,
    ReadableWritablePair, Response,
};

use crate::browser;
use crate::model::Place;

/// Changes whenever [`State`] does. A link of a version that is not known says so.
const VERSION: u8 = 2;
/// Before runs could be compared: the state ends before what it is compared with. Links without that are still of this
/// version.
const ALONE: u8 = 1;
/// Longest link that is read, in characters.
const MAX_CHARACTERS: usize = 150_000;
/// Most bytes that a link may unfold to.
const MAX_BYTES: usize = 300 * 1024;
/// Longest schedule that stands readable in a link, in characters.
const READABLE_SCHEDULE: usize = 200;
/// What a link says where the reader chooses once the schedule is used up: `&by=hand`.
const BY_HAND: &str = "hand";
/// What the location calls the page of measurements.
const BENCHMARKS: &str = "benchmarks";

/// What is wrong with a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It names no lesson that there is.
    NoLesson,
    /// Something is missing or was changed.
    Damaged,
    /// It is longer than any that this page makes.
    TooLong,
    /// It was made by another version of this page.
    OtherVersion,
}

/// What a link says.
#[derive(Clone, Debug)]
pub struct Address {
    /// The page.
    pub place: Place,
    /// The lesson.
    pub lesson: &'static Lesson,
    /// The language.
    pub language: Language,
    /// What the reader had chosen; by default nothing.
    pub state: State,
    /// What is wrong, if something is. The rest is as if the link had said nothing.
    pub trouble: Option<Trouble>,
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        let rest = |address: &Self| {
            (
                address.place,
                address.lesson.slug,
                address.language,
                address.trouble,
            )
        };
        rest(self) == rest(other) && self.state == other.state
    }
}

impl Address {
    /// What the location says.
    pub async fn here() -> Address {
        let mut address = Address {
            place: place(),
            lesson: &all()[0],
            language: value("lang")
                .or_else(|| browser::window().navigator().language())
                .and_then(|tag| Language::find(&tag))
                .unwrap_or_default(),
            state: State::default(),
            trouble: None,
        };
        if let Some(slug) = value("lesson") {
            match find(&slug) {
                Some(lesson) => address.lesson = lesson,
                None => address.trouble = Some(Trouble::NoLesson),
            }
        }
        if let Some(text) = value("state") {
            match read(&text).await {
                Ok(state) => address.state = state,
                Err(trouble) => address.trouble = Some(trouble),
            }
        }
        if let Some(program) = value("program") {
            match plain(&program) {
                Ok(source) => address.state.source = Some(source),
                Err(trouble) => address.trouble = Some(trouble),
            }
        }
        if let Some(schedule) = value("schedule") {
            match schedule.len() <= MAX_CHARACTERS {
                true => address.state.schedule = schedule,
                false => address.trouble = Some(Trouble::TooLong),
            }
        }
        address.state.by_hand |= value("by").as_deref() == Some(BY_HAND);
        if let Some(memory) = value("memory").and_then(|name| MemoryModel::find(&name)) {
            address.state.memory = memory;
        }
        if let Some(views) = value("views") {
            let names = views.split(',').map(|name| name.trim().to_owned());
            address.state.views = Some(names.collect());
        }
        address
    }

    /// The fragment of a link that says this.
    pub async fn fragment(&self) -> String {
        let mut fragment = location(self.place, self.lesson, self.language);
        if self.place != Place::Lesson {
            return fragment;
        }
        // What is short stands readable, so that it can be written by hand too.
        let mut packed = self.state.clone();
        packed.memory = MemoryModel::default();
        if !packed.schedule.is_empty() && packed.schedule.len() <= READABLE_SCHEDULE {
            fragment += "&schedule=";
            fragment += &std::mem::take(&mut packed.schedule);
        }
        if std::mem::take(&mut packed.by_hand) {
            fragment += "&by=";
            fragment += BY_HAND;
        }
        if self.state.memory != MemoryModel::default() {
            fragment += "&memory=";
            fragment += self.state.memory.name();
        }
        if packed != State::default()
            && let Ok(text) = write(&packed).await
        {
            fragment += "&state=";
            fragment += &text;
        }
        fragment
    }
}

/// The page that the location says. One that says nothing about a lesson means all of them, but in somebody else's page.
fn place() -> Place {
    const OF_LESSONS: [&str; 6] = ["lesson", "state", "schedule", "program", "views", "embed"];
    if value("page").as_deref() == Some(BENCHMARKS) {
        return Place::Benchmarks;
    }
    match OF_LESSONS.iter().any(|name| value(name).is_some()) {
        true => Place::Lesson,
        false => Place::Home,
    }
}

/// The readable part of a link.
pub fn location(place: Place, lesson: &Lesson, language: Language) -> String {
    let language = language.code();
    match place {
        Place::Home => format!("#lang={language}"),
        Place::Lesson => format!("#lesson={}&lang={language}", lesson.slug),
        Place::Benchmarks => format!("#page={BENCHMARKS}&lang={language}"),
    }
}

/// The address of this page in a window of its own, when it is part of another one.
pub fn whole() -> String {
    let hash = browser::window().location().hash().unwrap_or_default();
    let own = |pair: &&str| !matches!(pair.split('=').next(), Some("embed" | "theme"));
    let pairs: Vec<&str> = hash
        .trim_start_matches('#')
        .split('&')
        .filter(own)
        .collect();
    format!("#{}", pairs.join("&"))
}

/// What the location's fragment says under a name: `#lesson=lost-update&lang=ko`.
pub fn value(name: &str) -> Option<String> {
    let hash = browser::window().location().hash().ok()?;
    hash.trim_start_matches('#')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// A program that stands readable in a link.
fn plain(text: &str) -> Result<String, Trouble> {
    if text.len() > MAX_CHARACTERS {
        return Err(Trouble::TooLong);
    }
    let source = js_sys::decode_uri_component(text).map_err(|_| Trouble::Damaged)?;
    Ok(source.into())
}

async fn write(state: &State) -> Result<String, JsValue> {
    let mut bytes = postcard::to_allocvec(state).unwrap_or_default();
    let version = match state.beside {
        Some(_) => VERSION,
        None => {
            // What is left out is one byte that says that there is none.
            bytes.pop();
            ALONE
        }
    };
    let packed = all_of(&through("CompressionStream", &bytes)?, usize::MAX).await?;
    let mut text = String::with_capacity(packed.len() + 5);
    text.push(char::from(version));
    text.extend(checksum(&bytes).map(char::from));
    text.extend(packed.into_iter().map(char::from));
    let text = browser::window().btoa(&text)?;
    Ok(text.replace('+', "-").replace('/', "_").replace('=', ""))
}

async fn read(text: &str) -> Result<State, Trouble> {
    if text.len() > MAX_CHARACTERS {
        return Err(Trouble::TooLong);
    }
    let text = text.replace('-', "+").replace('_', "/");
    let text = browser::window()
        .atob(&text)
        .map_err(|_| Trouble::Damaged)?;
    let bytes: Vec<u8> = text.chars().map(|character| character as u8).collect();
    let (&version, rest) = bytes.split_first().ok_or(Trouble::Damaged)?;
    if !matches!(version, ALONE | VERSION) {
        return Err(Trouble::OtherVersion);
    }
    let (sum, packed) = rest.split_at_checked(4).ok_or(Trouble::Damaged)?;
    let stream = through("DecompressionStream", packed).map_err(|_| Trouble::Damaged)?;
    let mut bytes = all_of(&stream, MAX_BYTES)
        .await
        .map_err(|_| Trouble::Damaged)?;
    if bytes.len() > MAX_BYTES {
        return Err(Trouble::TooLong);
    }
    if checksum(&bytes) != sum {
        return Err(Trouble::Damaged);
    }
    if version == ALONE {
        bytes.push(0);
    }
    let state: State = postcard::from_bytes(&bytes).map_err(|_| Trouble::Damaged)?;
    state.bounded().ok_or(Trouble::TooLong)
}

/// FNV-1a: enough to notice what a chat or a mail has cut off or changed.
fn checksum(bytes: &[u8]) -> [u8; 4] {
    let sum = bytes.iter().fold(0x811c_9dc5_u32, |sum, &byte| {
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    sum.to_le_bytes()
}

/// Bytes on their way through one of the browser's own converters, which cost a reader no download.
fn through(converter: &str, bytes: &[u8]) -> Result<ReadableStream, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &converter.into())?.dyn_into()?;
    let converter = Reflect::construct(&class, &Array::of1(&"deflate-raw".into()))?;
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    Ok(blob
        .stream()
        .pipe_through(converter.unchecked_ref::<ReadableWritablePair>()))
}

/// Everything that a stream gives, or a little more than `most`.
async fn all_of(stream: &ReadableStream, most: usize) -> Result<Vec<u8>, JsValue> {
    let reader = ReadableStreamDefaultReader::new(stream)?;
    let mut bytes = Vec::new();
    while bytes.len() <= most {
        let result: ReadableStreamReadResult =
            JsFuture::from(reader.read()).await?.unchecked_into();
        if result.get_done().unwrap_or(true) {
            return Ok(bytes);
        }
        bytes.extend(Uint8Array::new(&result.get_value()).to_vec());
    }
    // What is left is given up.
    let _ = reader.cancel();
    Ok(bytes)
}

/// The bytes of a file beside the page.
pub async fn fetch(name: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(browser::window().fetch_with_str(name))
        .await
        .ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}
