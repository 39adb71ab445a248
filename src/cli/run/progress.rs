//! How far a long run is, on a terminal.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_millis(500);

const BETWEEN: Duration = Duration::from_millis(50);

/// Does `work` on other threads and writes over one line of the error stream how many of `all` are done. The line is gone
/// before this returns.
pub fn shown<T: Send>(done: &AtomicUsize, all: usize, work: impl FnOnce() -> T + Send) -> T {
    let start = Instant::now();
    let mut written = false;
    std::thread::scope(|scope| {
        let work = scope.spawn(work);
        while !work.is_finished() {
            if start.elapsed() > PATIENCE {
                written = true;
                let line = format!("\r{} of {all} drafts", done.load(Ordering::Relaxed));
                let _ = io::stderr().write_all(line.as_bytes()); // nobody need see it
            }
            std::thread::sleep(BETWEEN);
        }
        if written {
            let _ = io::stderr().write_all(b"\r\x1b[K");
        }
        work.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
