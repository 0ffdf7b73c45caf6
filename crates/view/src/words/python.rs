//! Words about what Python programs may use: the page's help and `docs/python.md`.

use super::Language;

macro_rules! texts {
    ($(#[$about:meta])* $kind:ident { $($name:ident: $english:literal, $korean:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $kind {
            $(#[doc = $english] $name,)*
        }

        impl $kind {
            /// Every one, in the order in which they are shown.
            pub const ALL: &'static [$kind] = &[$($kind::$name),*];

            /// The text in a language.
            #[must_use]
            pub fn text(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        ($kind::$name, Language::English) => $english,
                        ($kind::$name, Language::Korean) => $korean,
                    )*
                }
            }
        }
    };
}

texts! {
    /// What the list says about itself and its parts.
    PythonList {
        Title: "What Python programs may use", "쓸 수 있는 파이썬";
        About: "Programs are Python 3.11 in one file, on simulated time. What is not listed here is refused with its place and what to write instead.",
            "프로그램은 파일 하나로 된 파이썬 3.11이고 시간은 시뮬레이션입니다. 여기에 없는 것은 그 자리와 대신 쓸 것을 알려 주며 거절합니다.";
        Syntax: "Syntax", "문법";
        Builtins: "Builtins", "내장 함수";
        Types: "Types and their methods", "자료형과 메서드";
        Exceptions: "Exceptions", "예외";
        Modules: "Modules", "모듈";
        Deviations: "Where it differs from CPython", "CPython과 다른 점";
        Refused: "What is refused, and what to write instead", "거절되는 것과 대신 쓸 것";
    }
}

texts! {
    /// Where programs behave otherwise than under CPython.
    Deviation {
        Waking: "Locks, semaphores and queues let any waiter that can go on do so, where CPython wakes the longest waiter of a semaphore or queue first; the simulator wakes in that order too.",
            "락, 세마포어, 큐에서는 계속할 수 있는 대기자라면 누구든 계속할 수 있습니다. CPython은 세마포어와 큐에서 가장 오래 기다린 쪽을 먼저 깨우며, 시뮬레이터도 그 순서로 깨웁니다.";
        Single: "Semaphores, events, barriers and queues are single operations; in CPython they are Python code on a lock and a condition.",
            "세마포어, 이벤트, 배리어, 큐의 동작은 하나의 연산입니다. CPython에서는 락과 조건 변수 위의 파이썬 코드입니다.";
        Print: "A print is one operation.", "print는 하나의 연산입니다.";
        Identity: "Integers and strings that are equal are also identical (is).", "값이 같은 정수와 문자열은 is로도 같습니다.";
        Dropped: "What nothing refers to any more is noticed at once only where a for loop is left or a name is deleted, which closes a generator; there is no __del__.",
            "아무도 가리키지 않게 된 것을 바로 알아채는 곳은 for 문을 나올 때와 del로 이름을 지울 때뿐입니다. 이때 제너레이터가 닫힙니다. __del__은 없습니다.";
        Attributes: "object.__dict__ is a copy: object.__dict__[name] = value and object.__dict__.update(…) change the object, changing a kept copy does not.",
            "object.__dict__는 복사본입니다. object.__dict__[name] = value와 object.__dict__.update(…)는 객체를 바꾸지만, 받아 둔 복사본을 바꿔도 객체는 그대로입니다.";
        Annotations: "Annotations are not evaluated; __annotations__ of a class holds their text.",
            "어노테이션은 계산하지 않습니다. 클래스의 __annotations__에는 그 글이 들어 있습니다.";
        Modules: "Modules are known when a program is compiled and are no values: they cannot be passed on or stored.",
            "모듈은 컴파일할 때 정해지며 값이 아닙니다. 넘기거나 저장할 수 없습니다.";
        Bases: "Classes may derive from dict and list, which are then written in Python, from exceptions and from each other, not from int, str, tuple or set.",
            "클래스는 dict와 list(이때는 파이썬으로 쓰인 것), 예외, 다른 클래스에서 파생할 수 있고 int, str, tuple, set에서는 할 수 없습니다.";
        Callbacks: "Callbacks of an event loop see the context variables of the loop's thread; tasks have their own, as in CPython.",
            "이벤트 루프의 콜백은 루프 스레드의 컨텍스트 변수를 봅니다. 태스크는 CPython처럼 자기 것을 가집니다.";
        Clock: "The clock begins on 1 January 2025 in UTC, and every seed gives the same times each run.",
            "시계는 UTC 2025년 1월 1일에 시작하고, 같은 시드는 실행할 때마다 같은 시각을 줍니다.";
    }
}
