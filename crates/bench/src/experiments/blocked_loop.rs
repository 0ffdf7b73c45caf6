//! A call that blocks, inside an async runtime.

use std::thread;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;

use crate::experiment::{Case, Experiment, Plan, Sample, latencies, record};

/// The experiment.
pub struct BlockedLoop;

/// Its name.
pub const NAME: &str = "blocked-loop";
/// Nobody blocks.
pub const UNDISTURBED: &str = "undisturbed";
/// A call blocks the loop's own thread.
pub const BLOCKING: &str = "blocking call";
/// The call goes to a thread of its own.
pub const SPAWNED: &str = "spawn_blocking";
/// How long the call blocks.
pub const BLOCK: Duration = Duration::from_millis(20);
/// How long it rests in between.
pub const REST: Duration = Duration::from_millis(20);
/// How long the other tasks sleep; what they oversleep is their latency.
pub const NAP: Duration = Duration::from_millis(1);
/// How many other tasks there are.
pub const NAPPERS: usize = 10;

#[derive(Clone, Copy, PartialEq)]
enum Call {
    None,
    InPlace,
    Spawned,
}

impl Experiment for BlockedLoop {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "one blocking call makes every other task of its loop late by its whole length; in a thread of its own it delays nobody"
    }

    fn lesson(&self) -> &'static str {
        "blocking-call"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let calls = plan.amount(8, 1);
        let case = |variant, call| {
            Case::fallible(variant, &[], move || {
                let latency = run(call, calls)?;
                Ok(Sample::default().and_latency(latency))
            })
        };
        vec![
            case(UNDISTURBED, Call::None),
            case(BLOCKING, Call::InPlace),
            case(SPAWNED, Call::Spawned),
        ]
    }
}

/// How late the other tasks were.
fn run(call: Call, calls: u32) -> Result<Histogram<u64>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| format!("not permitted here: {error}"))?;
    runtime.block_on(async {
        let end = Instant::now() + (BLOCK + REST) * calls;
        let nappers: Vec<_> = (0..NAPPERS).map(|_| tokio::spawn(nap_until(end))).collect();
        for _ in 0..calls {
            tokio::time::sleep(REST).await;
            match call {
                Call::None => tokio::time::sleep(BLOCK).await,
                Call::InPlace => thread::sleep(BLOCK),
                Call::Spawned => tokio::task::spawn_blocking(|| thread::sleep(BLOCK))
                    .await
                    .map_err(|error| error.to_string())?,
            }
        }
        let mut all = latencies();
        for napper in nappers {
            let one = napper.await.map_err(|error| error.to_string())?;
            // All have the bounds of `latencies`, so adding cannot fail.
            let _ = all.add(one);
        }
        Ok(all)
    })
}

async fn nap_until(end: Instant) -> Histogram<u64> {
    let mut late = latencies();
    while Instant::now() < end {
        let due = Instant::now() + NAP;
        tokio::time::sleep_until(due.into()).await;
        record(&mut late, due.elapsed());
    }
    late
}
