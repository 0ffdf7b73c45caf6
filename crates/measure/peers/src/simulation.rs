//! The queue and the ring as models of nexosim.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::Output;
use nexosim::simulation::{Mailbox, SimInit, Simulation};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::random::Random;

const CAPACITY: u32 = 10;

/// Events in time so far: models give nothing back when a simulation is over.
static EVENTS: AtomicU64 = AtomicU64::new(0);

/// Runs a simulation until nothing is left to happen; gives the number of events in time.
pub fn run(simulation: &mut Simulation) -> Result<u64, Failure> {
    simulation.run()?;
    Ok(EVENTS.load(Ordering::Relaxed))
}

fn count_event() {
    EVENTS.fetch_add(1, Ordering::Relaxed);
}

#[derive(Serialize, Deserialize)]
struct Customers {
    left: u64,
    random: Random,
    door: Output<()>,
}

#[Model]
impl Customers {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        self.wait(context);
    }

    #[nexosim(schedulable)]
    async fn arrive(&mut self, _: (), context: &Context<Self>) {
        count_event();
        self.door.send(()).await;
        self.wait(context);
    }

    fn wait(&mut self, context: &Context<Self>) {
        if self.left > 0 {
            self.left -= 1;
            let pause = self.random.exponential(0.9);
            // It is in the future, so it can be scheduled.
            let _ = context.schedule_event(pause, schedulable!(Self::arrive), ());
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Server {
    present: u32,
    random: Random,
}

#[Model]
impl Server {
    async fn admit(&mut self, _: (), context: &Context<Self>) {
        if self.present < CAPACITY {
            self.present += 1;
            if self.present == 1 {
                self.serve(context);
            }
        }
    }

    #[nexosim(schedulable)]
    async fn finish(&mut self, _: (), context: &Context<Self>) {
        count_event();
        self.present -= 1;
        if self.present > 0 {
            self.serve(context);
        }
    }

    fn serve(&mut self, context: &Context<Self>) {
        let pause = self.random.exponential(1.0);
        let _ = context.schedule_event(pause, schedulable!(Self::finish), ());
    }
}

/// The queue of `queue_threads.py`.
pub fn queue(arrivals: u64) -> Result<Simulation, Failure> {
    let server = Server {
        present: 0,
        random: Random::new(2),
    };
    let mut customers = Customers {
        left: arrivals,
        random: Random::new(1),
        door: Output::default(),
    };
    let (shop, street) = (Mailbox::new(), Mailbox::new());
    customers.door.connect(Server::admit, &shop);
    let simulation = SimInit::with_num_threads(1)
        .add_model(server, shop, "server")
        .add_model(customers, street, "customers")
        .init(MonotonicTime::EPOCH)?;
    Ok(simulation)
}

#[derive(Serialize, Deserialize)]
struct Station {
    tokens: u32,
    left: u64,
    is_busy: bool,
    pause: Duration,
    next: Output<()>,
}

#[Model]
impl Station {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        self.hold(context);
    }

    async fn take(&mut self, _: (), context: &Context<Self>) {
        self.tokens += 1;
        self.hold(context);
    }

    #[nexosim(schedulable)]
    async fn hand_on(&mut self, _: (), context: &Context<Self>) {
        count_event();
        self.is_busy = false;
        self.next.send(()).await;
        self.hold(context);
    }

    fn hold(&mut self, context: &Context<Self>) {
        if self.tokens > 0 && self.left > 0 && !self.is_busy {
            self.tokens -= 1;
            self.left -= 1;
            self.is_busy = true;
            let _ = context.schedule_event(self.pause, schedulable!(Self::hand_on), ());
        }
    }
}

/// The ring of `ring_threads.py`.
pub fn ring(stations: u32, rounds: u64) -> Result<Simulation, Failure> {
    let mailboxes: Vec<Mailbox<Station>> = (0..stations).map(|_| Mailbox::new()).collect();
    let addresses: Vec<_> = mailboxes.iter().map(Mailbox::address).collect();
    let following = addresses.iter().cycle().skip(1);
    let mut bench = SimInit::with_num_threads(1);
    for ((seat, mailbox), address) in (0..).zip(mailboxes).zip(following) {
        let mut station = Station {
            tokens: 1,
            left: rounds,
            is_busy: false,
            pause: Duration::from_micros(1000 + seat % 7 * 100),
            next: Output::default(),
        };
        station.next.connect(Station::take, address.clone());
        bench = bench.add_model(station, mailbox, "station");
    }
    Ok(bench.init(MonotonicTime::EPOCH)?)
}
