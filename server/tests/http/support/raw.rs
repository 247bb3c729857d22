//! Bytes as no browser would send them.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than the server bears with anybody.
const PATIENCE: Duration = Duration::from_secs(15);

/// A connection on which these bytes were sent.
pub fn connect(to: SocketAddr, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    stream
}

/// Sends these bytes and reads until the server closes.
pub fn raw(to: SocketAddr, bytes: &str) -> String {
    let mut answer = Vec::new();
    // A server that has heard enough may cut the connection instead of closing it.
    let _ = connect(to, bytes).read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status of an address asked for as it is written.
pub fn status_of(to: SocketAddr, path: &str) -> (u16, String) {
    let answer =
        raw(to, &format!("GET {path} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n\r\n"));
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
    (status.unwrap_or_else(|| panic!("{path}: {answer}")), answer)
}
