//! What one may search for among the things that tasks do.

use interleave_trace::What;

/// The words for what happened, in every language, in lower case; and whether it is the machine's doing rather than the
/// program's: that is found by these words only.
#[must_use]
pub fn operation(what: &What) -> (&'static str, bool) {
    match what {
        What::Spawned { .. } => ("starts spawns makes 시작", false),
        What::Finished => ("ends finishes returns 끝 종료", false),
        What::Failed { .. } => ("fails raises 실패 예외", false),
        What::Dispatched { .. } => ("runs dispatched core 실행 코어", true),
        What::Preempted { .. } => ("preempted preemption 선점", true),
        What::Blocked { .. } => ("waits blocks 대기 기다림", false),
        What::Sleeps { .. } => ("sleeps 잠", false),
        What::Woken { .. } => ("woken wakes 깨어남", true),
        What::GilTaken => ("gil", true),
        What::GilDropped => ("gil", true),
        What::Resumed => ("resumed resumes 재개", true),
        What::Suspended => ("suspended suspends awaits 중단", true),
        What::Round { .. } => ("round 바퀴", true),
        What::Scheduled { .. } => ("scheduled schedules 예약", true),
        What::TimerSet { .. } => ("timer 타이머", true),
        What::Read { .. } => ("reads loads 읽기", false),
        What::Wrote { .. } => ("writes wrote stores 쓰기", false),
        What::Acquired { .. } => ("takes acquires locks 얻기", false),
        What::Released { .. } => ("releases lets unlocks 놓기", false),
        What::Arrived { .. } => ("arrives 도착", false),
        What::Saw { .. } => ("sees 확인", true),
        What::Joined { .. } => ("joins 합류", false),
        What::Notified { .. } => ("notifies 알림", false),
        What::Set { .. } => ("sets 설정", false),
        What::Cleared { .. } => ("clears 해제", false),
        What::Put { .. } => ("puts 넣기", false),
        What::Got { .. } => ("gets 꺼내기", false),
        What::TaskDone { .. } => ("done 완료", false),
        What::Killed { .. } => ("killed signal 시그널", false),
        What::Output { .. } => ("prints output 출력", false),
        What::Uncaught { .. } => ("uncaught raises exception 예외", false),
        What::NeverAwaited { .. } => ("never-awaited 예외", false),
        What::NeverRetrieved { .. } => ("never-retrieved exception 예외", false),
        What::CutOff => ("cut-off 중단", false),
        What::Deadlock => ("deadlock 교착", false),
        What::LimitReached { .. } => ("limit 한계", false),
        What::Ended { .. } => ("ended 종료", true),
    }
}
