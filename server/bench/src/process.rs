//! The programs measured: started, watched, and ended with us.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::error::Error;

/// How long a program may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took to say so.
    pub started_in: Duration,
}

impl Server {
    /// Starts a program and waits for the line in which it says that it listens: `word`, then its
    /// address. Its logs go to a file.
    ///
    /// # Errors
    /// It did not start, or said nothing of the kind.
    pub fn start(mut command: Command, word: &'static str, logs: &Path) -> Result<Self, Error> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(logs)?);
        let begun = Instant::now();
        let mut child = command.spawn()?;
        let (tell, told) = mpsc::channel();
        if let Some(output) = child.stdout.take() {
            // Goes on to the end, so that the program never writes to nobody.
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    if line.contains(word) {
                        let _ = tell.send((line, Instant::now()));
                    }
                }
            });
        }
        let heard = told.recv_timeout(PATIENCE);
        let mut server =
            Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), started_in: PATIENCE };
        let address = heard.ok().and_then(|(line, at)| Some((address(&line)?, at)));
        let Some((address, at)) = address else {
            drop(server);
            let said = fs::read_to_string(logs).unwrap_or_default();
            return Err(Error::Program(command.get_program().display().to_string(), said));
        };
        server.address = address;
        server.started_in = at - begun;
        Ok(server)
    }

    /// What it has used of the processors so far.
    pub fn processor(&self) -> Duration {
        let stat = self.proc("stat");
        // The name may hold spaces; what follows its parenthesis does not.
        let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
        let ticks: u64 =
            after.split(' ').skip(11).take(2).filter_map(|part| part.parse::<u64>().ok()).sum();
        // Linux counts in hundredths of a second for everybody.
        Duration::from_millis(ticks * 10)
    }

    /// Its memory now and at its highest, in bytes; `None` where there is no `/proc`.
    pub fn memory(&self) -> Option<(usize, usize)> {
        let status = self.proc("status");
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().trim_end_matches(" kB").parse::<usize>().ok().map(|kib| kib * 1024)
        };
        Some((field("VmRSS:")?, field("VmHWM:")?))
    }

    /// Forgets how high its memory was, so that the next summit can be seen.
    pub fn forget_summit(&self) {
        // Refused in some containers: the summit is then that of the whole run.
        let _ = fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5");
    }

    fn proc(&self, name: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address(line: &str) -> Option<SocketAddr> {
    line.rsplit_once("http://")?.1.trim().parse().ok()
}
