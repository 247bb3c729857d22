//! The reader to compare with, in a process of its own: a picture in, a line of JSON out.

use std::io::{BufRead, BufReader, Error, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::scene::{HEIGHT, Picture, WIDTH};

/// `zxing-wasm` in Node.
#[derive(Debug)]
pub struct Zxing {
    child: Child,
    pictures: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Zxing {
    /// Starts the script with Node.
    pub fn start(script: &str) -> Result<Self, Error> {
        let mut child = Command::new("node")
            .args([script, &WIDTH.to_string(), &HEIGHT.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (pictures, answers) = (child.stdin.take(), child.stdout.take());
        let (Some(pictures), Some(answers)) = (pictures, answers) else {
            return Err(Error::other("node has no input or output"));
        };
        Ok(Self { child, pictures, answers: BufReader::new(answers) })
    }

    /// The texts of the codes in a picture.
    pub fn read(&mut self, picture: &Picture) -> Result<Vec<String>, Error> {
        self.pictures.write_all(&picture.luma)?;
        self.pictures.flush()?;
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err(Error::other("node has ended"));
        }
        // One text a tab; ours hold none.
        Ok(line.trim_end().split('\t').filter(|text| !text.is_empty()).map(str::to_owned).collect())
    }
}

impl Drop for Zxing {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
