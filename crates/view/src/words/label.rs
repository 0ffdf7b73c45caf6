//! Fixed words.

use super::Language;

macro_rules! labels {
    ($($name:ident: $english:literal, $korean:literal;)*) => {
        /// A fixed piece of text.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Label {
            $(#[doc = $english] $name,)*
        }

        impl Label {
            /// Every label.
            pub const ALL: &'static [Label] = &[$(Label::$name),*];

            /// The text in a language.
            #[must_use]
            pub fn text(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Label::$name, Language::English) => $english,
                        (Label::$name, Language::Korean) => $korean,
                    )*
                }
            }
        }
    };
}

labels! {
    // The frame of the page.
    Tagline: "Concurrency you can see", "눈으로 보는 동시성";
    Lessons: "Lessons", "레슨";
    HomeAbout: "A short Python program runs on a simulated machine: cores, a scheduler, locks, an event loop. Watch every thread, go forwards and backwards in time, turn the knobs, and see what goes wrong and why.", "짧은 파이썬 프로그램을 코어, 스케줄러, 락, 이벤트 루프를 갖춘 시뮬레이션 기계에서 실행합니다. 모든 스레드를 지켜보고, 시간을 앞뒤로 오가고, 손잡이를 돌리며 무엇이 왜 잘못되는지 보세요.";
    ToHome: "All lessons", "전체 레슨";
    OpenLesson: "Open the lesson", "레슨 열기";
    ReadFirst: "Read first:", "먼저 읽을 레슨:";
    WriteOwn: "Write your own program", "내 프로그램 쓰기";
    OwnProgram: "Your own program", "내 프로그램";
    LanguageSwitch: "Language", "언어";
    ThemeLight: "Use light colours", "밝은 화면으로";
    ThemeDark: "Use dark colours", "어두운 화면으로";
    Help: "Help", "도움말";
    Close: "Close", "닫기";
    Loading: "Loading the simulator …", "시뮬레이터를 불러오는 중 …";

    // Measurements.
    Benchmarks: "Benchmarks", "벤치마크";
    BenchmarksAbout: "The lessons’ questions put to real cores, beside what the simulation predicts.", "레슨의 질문을 실제 코어에 던지고, 시뮬레이션의 예측과 나란히 놓았습니다.";
    BenchmarksHow: "Measure your own machine with `interleave-bench run --json report.json`, add the prediction with `interleave-bench predict report.json --json report.json`, and open the file here. It does not leave your browser.", "`interleave-bench run --json report.json`으로 내 기계를 측정하고 `interleave-bench predict report.json --json report.json`으로 예측을 더한 뒤 파일을 여기서 여세요. 파일은 브라우저 밖으로 나가지 않습니다.";
    OpenReport: "Open a report", "보고서 열기";
    OpenSample: "Show the sample", "견본 보기";
    DropReport: "or drop one here", "또는 여기에 끌어다 놓으세요";
    NoReport: "is no report of interleave-bench:", "파일은 interleave-bench 보고서가 아닙니다:";
    FileUnreadable: "cannot be read.", "파일을 읽을 수 없습니다.";
    FileTooLarge: "is larger than any report.", "파일이 너무 커서 보고서일 수 없습니다.";
    SampleUnfetched: "could not be fetched.", "파일을 가져올 수 없습니다.";
    Contents: "Experiments", "실험 목록";
    Lesson: "Lesson:", "레슨:";
    Numbers: "Numbers", "숫자";
    SaveSvg: "Download SVG", "SVG 내려받기";

    // The lesson.
    Predict: "Predict first", "먼저 예상해 보세요";
    Correct: "Yes.", "맞아요.";
    NotQuite: "Not quite.", "아쉬워요.";

    // The program.
    Program: "Program", "프로그램";
    Edit: "Edit", "고치기";
    RunIt: "Run", "실행";
    Discard: "Back to the lesson", "레슨으로 돌아가기";
    EditorKeys: "Tab indents; Esc, then Tab leaves the editor.", "Tab은 들여쓰기, Esc를 누른 뒤 Tab은 편집기 나가기입니다.";
    Knobs: "Knobs", "손잡이";
    Machine: "Machine", "기계";
    Cores: "Cores", "코어";
    Quantum: "Time slice", "시간 조각";
    Scheduler: "Scheduler", "스케줄러";
    RoundRobin: "Round robin", "라운드 로빈";
    FairShare: "Fair share", "공평 분배";
    FixedPriority: "Fixed priority", "고정 우선순위";
    PriorityInheritance: "Priority inheritance", "우선순위 상속";
    AboutRoundRobin: "Who has waited longest goes next, for one time slice. Priorities are ignored.", "가장 오래 기다린 스레드가 시간 조각 하나만큼 실행됩니다. 우선순위는 무시합니다.";
    AboutFairShare: "Who has had least goes next, weighted by nice values as in Linux's CFS. Real-time priorities are ignored.", "가장 적게 실행한 스레드가 다음입니다. 리눅스 CFS처럼 nice 값을 가중치로 삼고, 실시간 우선순위는 무시합니다.";
    AboutFixedPriority: "A higher priority has the core at once and for as long as it wants; equals take turns.", "우선순위가 높은 스레드가 즉시 코어를 얻어 원하는 만큼 쓰고, 같으면 번갈아 실행됩니다.";
    AboutPriorityInheritance: "As fixed priority; and the owner of a lock runs at the priority of those who wait for it, which CPython's locks on Linux do not do.", "고정 우선순위에 더해, 락을 쥔 스레드가 그 락을 기다리는 스레드의 우선순위로 실행됩니다. 리눅스의 CPython 락은 그렇게 하지 않습니다.";
    SwitchCost: "Context switch", "문맥 교환 비용";
    NetworkLatency: "Network latency (simulated)", "네트워크 지연(시뮬레이션)";
    Gil: "Interpreter lock (GIL)", "인터프리터 락(GIL)";
    Seed: "Seed", "시드";
    NewSeed: "New seed", "새 시드";
    NotAccepted: "The program was not accepted.", "프로그램을 받아들일 수 없습니다.";
    Warning: "Warning", "경고";
    Error: "Error", "오류";

    // The transport.
    PlayPause: "Play or pause", "재생 또는 멈춤";
    Play: "Play", "재생";
    Pause: "Pause", "멈춤";
    Step: "Step", "한 걸음 앞으로";
    StepBack: "Step back", "한 걸음 뒤로";
    ToStart: "To the start", "처음으로";
    ToEnd: "To the end", "끝으로";
    Time: "Time", "시간";
    Speed: "Speed", "속도";
    Cancel: "Cancel", "취소";
    ShowHelp: "Show this help", "이 도움말 보기";
    ZoomKeys: "Zoom the timeline", "타임라인 확대·축소";
    PanKeys: "Move along the timeline", "타임라인 이동";

    // Status.
    Computing: "Computing the run …", "실행을 계산하는 중 …";
    Cancelled: "Cancelled: what had happened until then can be looked at.", "취소했습니다. 그때까지 일어난 일은 볼 수 있습니다.";
    AtStart: "Ready. Press play, or step.", "준비됐습니다. 재생하거나 한 걸음씩 가 보세요.";
    WorkerLost: "The simulator had to be stopped. Run again to go on.", "시뮬레이터를 강제로 멈췄습니다. 다시 실행하면 이어서 쓸 수 있습니다.";
    WorkerFailed: "The simulator failed. Please reload the page.", "시뮬레이터에 문제가 생겼습니다. 페이지를 새로 고쳐 주세요.";

    // Findings.
    Findings: "Findings", "발견한 문제";
    ShowMoment: "Show this moment", "이 순간 보기";

    // The reader chooses.
    TakeOver: "Be the scheduler", "직접 스케줄하기";
    YouSchedule: "You are the scheduler", "당신이 스케줄러입니다";
    ChooseNext: "What happens next? Choose with the mouse, by touch or with the keys 1 to 9.", "다음에 무엇이 일어날까요? 마우스, 손가락, 숫자 키 1–9로 고르세요.";
    YourTurn: "Your turn: choose what happens next.", "당신 차례입니다. 다음에 일어날 일을 고르세요.";
    GivesUp: "gives up waiting", "기다리기를 그만둠";
    WriteArrives: "a write of it reaches memory", "쓴 값이 메모리에 반영됨";
    LetGo: "Let it run", "나머지는 기계에 맡기기";
    OneStep: "Let the machine choose", "한 걸음만 기계에 맡기기";
    Undo: "Undo", "되돌리기";
    Redo: "Redo", "다시 하기";
    StepsSoFar: "Steps so far", "지금까지의 걸음 수";
    Schedule: "Schedule", "스케줄";
    Refused: "That cannot happen now:", "지금은 일어날 수 없습니다:";
    ChooseKeys: "Choose what happens next", "다음에 일어날 일 고르기";
    UndoKeys: "Undo or redo a step of yours", "내 걸음 되돌리기·다시 하기";

    // Can this go wrong?
    CheckTitle: "Can this go wrong?", "이 프로그램이 잘못될 수 있을까?";
    CheckStart: "Try every schedule", "모든 스케줄 시도";
    CheckSearching: "Trying every schedule …", "모든 스케줄을 시도하는 중 …";
    CheckPaused: "Paused.", "잠시 멈췄습니다.";
    CheckLost: "The checker failed. Please try again.", "검사기에 문제가 생겼습니다. 다시 시도해 주세요.";
    CheckOptions: "Options", "설정";
    GoOn: "Go on", "계속";
    LosesTurn: "A thread can lose its turn", "스레드가 차례를 잃는 곳";
    AnyStep: "between any two steps", "모든 걸음 사이";
    AtGil: "where CPython's lock changes hands", "CPython 락이 넘어가는 곳";
    MemoryModel: "Memory", "메모리";
    MemorySequential: "sequentially consistent", "순차 일관성";
    MemoryTso: "store buffers (x86-TSO)", "저장 버퍼(x86-TSO)";
    MemoryRelaxed: "relaxed", "완화된 순서";
    Strategy: "Strategy", "탐색 방법";
    StrategyAuto: "automatic, by the number of states", "상태 수에 따라 자동";
    StrategyAll: "every state, shortest schedules first", "모든 상태, 짧은 스케줄부터";
    StrategyOrders: "one schedule for each order (DPOR)", "순서마다 스케줄 하나(DPOR)";
    StrategyChance: "schedules by chance (PCT)", "무작위 스케줄(PCT)";
    Preemptions: "Preemptions", "선점 횟수";
    AnyNumber: "any number", "제한 없음";
    Outcomes: "How it can end", "가능한 결과";
    Replay: "Replay", "다시 보기";
    CopyLink: "Copy link", "링크 복사";
    ToldOnly: "no failure by itself", "그 자체로는 실패가 아님";
    AgainAndAgain: "And then again and again:", "그다음 끝없이 되풀이:";
    BreakIt: "Break it yourself", "직접 깨뜨려 보기";
    BreakAbout: "Choose what happens next until something goes wrong.", "무언가 잘못될 때까지 다음에 일어날 일을 고르세요.";
    Hint: "Hint", "힌트";
    LookingAhead: "Looking ahead …", "앞을 내다보는 중 …";

    // Sharing.
    Share: "Share", "공유";
    ShareAbout: "The link holds the program, its knobs, the machine, the schedule, the moment and the views. Nothing is sent anywhere.", "링크에는 프로그램, 손잡이, 기계, 스케줄, 보고 있는 순간, 열린 보기가 모두 들어 있습니다. 어디로도 전송하지 않습니다.";
    ShareLink: "Link", "링크";
    ShareFrame: "Frame for a page", "페이지에 넣을 프레임";
    ShareElement: "Element for a page with embed.js", "embed.js를 쓰는 페이지에 넣을 요소";
    ShareFile: "As a file: the moment shown, or the run", "파일로: 보고 있는 순간 또는 실행 전체";
    SequenceDiagram: "Sequence diagram (Mermaid)", "시퀀스 다이어그램(Mermaid)";
    TraceFile: "Trace for Perfetto (JSON)", "Perfetto용 트레이스(JSON)";
    Save: "Save", "저장";
    NotMade: "That file could not be made.", "파일을 만들지 못했습니다.";
    Copy: "Copy", "복사";
    Copied: "Copied", "복사했습니다";
    CopySchedule: "Copy the schedule", "스케줄 복사";
    OpenWhole: "Open in Interleave", "Interleave에서 열기";
    LinkNoLesson: "This link names a lesson that does not exist. Here are those that do:", "이 링크가 가리키는 레슨이 없습니다. 있는 레슨은 다음과 같습니다:";
    LinkDamaged: "This link is damaged: something is missing or was changed on the way. The lessons are here:", "링크가 손상됐습니다. 오는 길에 빠지거나 바뀐 부분이 있습니다. 레슨은 여기 있습니다:";
    LinkTooLong: "This link is longer than any that this page makes, and was not opened. The lessons are here:", "이 페이지가 만드는 어떤 링크보다도 길어서 열지 않았습니다. 레슨은 여기 있습니다:";
    LinkOtherVersion: "This link was made by another version of this page. The lessons are here:", "다른 버전의 페이지가 만든 링크입니다. 레슨은 여기 있습니다:";

    // Who waits for whom, and the numbers of a run.
    WaitGraph: "Who waits for whom", "누가 누구를 기다리나";
    Holds: "holds now", "지금 성립합니다";
    HoldsNot: "does not hold now", "지금은 성립하지 않습니다";
    RunNumbers: "Numbers of the run", "실행의 숫자";
    AtWork: "Cores at work", "코어 이용률";
    WaitedFor: "What tasks waited for", "태스크가 기다린 것";
    Together: "together", "합계";
    Waits: "waits", "횟수";
    Longest: "longest", "가장 긴 대기";
    Latency: "How long it took", "걸린 시간";
    PerSecond: "a second", "초당";
    Tasks: "tasks", "태스크";
    Items: "items of queues", "큐의 항목";

    // Two runs side by side.
    Compare: "Compare", "비교";
    CompareTitle: "Two runs side by side", "나란히 놓은 두 실행";
    CompareAbout: "Change the program, its knobs or the machine on either side: time is one.", "어느 쪽이든 프로그램, 손잡이, 기계를 바꿔 보세요. 시간은 하나입니다.";
    CompareWith: "Program of B", "B의 프로그램";
    CompareEnd: "End the comparison", "비교 끝내기";
    CompareNumbers: "What is different", "무엇이 다른가";
    Difference: "difference", "차이";

    // Output.
    Output: "Output", "출력";
    NoOutput: "Nothing printed yet.", "아직 출력이 없습니다.";
    StandardError: "standard error", "표준 오류";

    // Variables.
    Variables: "Shared variables", "공유 변수";

    // Views.
    Views: "Views", "보기";
    Timeline: "Timeline", "타임라인";
    EventLoop: "Event loop", "이벤트 루프";
    MessageQueue: "Message queue", "메시지 큐";
    PhilosophersTable: "Philosophers’ table", "철학자의 식탁";

    // The timeline.
    ByTask: "By task", "태스크별";
    ByCore: "By core", "코어별";
    ZoomIn: "Zoom in", "확대";
    ZoomOut: "Zoom out", "축소";
    ZoomFit: "Show everything", "전체 보기";
    Running: "Running", "실행 중";
    Ready: "Ready", "준비";
    Waiting: "Waiting", "대기";
    Sleeping: "Sleeping", "잠";
    WaitingForGil: "Waiting for the GIL", "GIL 대기";
    WaitingForDevice: "Network, disk", "네트워크·디스크";
    Next: "next", "다음";
    ReadyToRun: "could run, and waits for its turn", "실행할 수 있으며 차례를 기다립니다";
    HasFinished: "has finished", "끝났습니다";
    Failed: "failed", "실패";
    CoreIdle: "idle", "쉬는 중";
    NoTimeline: "Run the program, and every thread gets a line here.", "프로그램을 실행하면 스레드마다 줄이 하나씩 생깁니다.";

    Minimap: "The whole run", "실행 전체";
    ShownPart: "The part that is shown", "보이는 부분";
    ShownFrom: "Where the part that is shown begins", "보이는 부분의 시작";
    ShownTo: "Where the part that is shown ends", "보이는 부분의 끝";
    SearchRun: "Search the run", "실행에서 찾기";
    SearchHint: "Task, operation, variable, line 12, output", "태스크, 연산, 변수, 줄 12, 출력";
    NextMatch: "Next match (Enter)", "다음 결과 (Enter)";
    PreviousMatch: "Previous match (Shift Enter)", "이전 결과 (Shift Enter)";
    SpanStory: "Tell what a task does here", "여기서 태스크가 한 일 보기";
    SpanKeys: "The part before or after it", "그 앞이나 뒤의 구간";
    PreviousSpan: "The part before", "앞 구간";
    NextSpan: "The part after", "다음 구간";

    // The event loop.
    CallStack: "Call stack", "호출 스택";
    ReadyQueue: "Ready queue", "준비 큐";
    ThisRound: "this round", "이번 바퀴";
    NextRound: "next round", "다음 바퀴";
    Timers: "Timers", "타이머";
    Awaiting: "Awaiting", "기다리는 태스크";
    ThreadPool: "Thread pool", "스레드 풀";
    Empty: "empty", "비어 있음";
    LoopIdle: "The loop sleeps until a timer fires.", "타이머가 울릴 때까지 루프가 잠들어 있습니다.";
    LoopWaits: "The loop waits for another thread.", "루프가 다른 스레드를 기다립니다.";
    LoopBetween: "The loop is between two callbacks.", "콜백과 콜백 사이입니다.";
    LoopOff: "The loop's thread is not on a core.", "루프의 스레드가 코어에 올라가 있지 않습니다.";
    NoLoop: "No event loop at this moment. A program has one while `asyncio.run(…)` runs.", "지금은 이벤트 루프가 없습니다. `asyncio.run(…)`이 도는 동안에만 있습니다.";

    // The message queue.
    Producers: "Producers", "생산자";
    Consumers: "Consumers", "소비자";
    Full: "full", "가득 참";
    Unbounded: "no limit", "제한 없음";
    DepthOverTime: "Depth over time", "시간에 따른 깊이";
    NoQueue: "This program has no queue so far. Make one with `queue.Queue(maxsize=…)`.", "아직 큐가 없습니다. `queue.Queue(maxsize=…)`로 만들 수 있습니다.";

    // The table.
    Eating: "has both", "둘 다 쥠";
    HoldsOne: "holds one", "하나만 쥠";
    Thinking: "holds none", "빈손";
    Absent: "not there yet", "아직 오지 않음";
    Left: "has left", "떠남";
    CircleClosed: "The circle is closed: nobody can go on.", "원이 닫혔습니다. 아무도 나아갈 수 없습니다.";
    NoTable: "The table needs tasks that each take two locks of one list, such as `forks[0]` and `forks[1]`.", "한 리스트의 락을 둘씩 쥐는 태스크가 있어야 식탁이 차려집니다. 예: `forks[0]`, `forks[1]`";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_speaks_every_language() {
        for &label in Label::ALL {
            for language in Language::ALL {
                let text = label.text(language);
                assert!(!text.trim().is_empty(), "{label:?}");
                assert_eq!(text, text.trim(), "{label:?}");
            }
        }
    }

    #[test]
    fn korean_is_korean() {
        let hangul = |character: char| ('가'..='힣').contains(&character);
        for &label in Label::ALL {
            let english = label.text(Language::English);
            let korean = label.text(Language::Korean);
            assert!(korean.chars().any(hangul), "{label:?} has no Korean");
            assert!(!english.chars().any(hangul), "{label:?} has no English");
        }
    }

    #[test]
    fn code_is_marked_in_pairs() {
        for &label in Label::ALL {
            for language in Language::ALL {
                assert_eq!(
                    label.text(language).matches('`').count() % 2,
                    0,
                    "{label:?}"
                );
            }
        }
    }
}
