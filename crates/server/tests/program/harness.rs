//! Running the built program in a folder of its own.

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A folder in which the program runs, with its database `data/parvis.db`.
pub struct Instance {
    folder: TempDir,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Instance {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program with these arguments and no variable of the surroundings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said {
            code: output.status.code().expect("the program ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Said {
    /// Standard output as one JSON document.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The built program serving; killed with the test.
pub struct Serving {
    program: Child,
    address: String,
}

impl Serving {
    /// Serves the instance, with these arguments more, once it says that it does.
    pub fn start(instance: &Instance, more: &[&str]) -> Self {
        Self::start_with(instance, more, &[])
    }

    /// As [`Serving::start`], with these variables.
    pub fn start_with(instance: &Instance, more: &[&str], variables: &[(&str, &str)]) -> Self {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let mut program = instance
            .command(&arguments)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let address = lines
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("http://")?.1.trim().to_owned()))
            .expect("the program says where it serves");
        Self { program, address }
    }

    /// Sends these bytes and returns the status and the body; status 0 where the connection was only closed.
    pub fn send(&self, request: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // A server that has refused already may close before all was sent.
        let sent = stream.write_all(request);
        let mut answer = Vec::new();
        if stream.read_to_end(&mut answer).is_err() && answer.is_empty() {
            sent.expect("either the request was sent or an answer came");
        }
        let answer = String::from_utf8_lossy(&answer);
        let status = answer
            .strip_prefix("HTTP/1.1 ")
            .map_or(0, |rest| rest[..3].parse().unwrap());
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        (status, body.to_owned())
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: parvis\r\nConnection: close\r\n\r\n").as_bytes())
    }

    /// The value of a variable that the process was last executed with.
    #[cfg(target_os = "linux")]
    pub fn variable(&self, name: &str) -> Option<String> {
        let all = std::fs::read(format!("/proc/{}/environ", self.program.id())).unwrap();
        all.split(|byte| *byte == 0).find_map(|pair| {
            let pair = std::str::from_utf8(pair).unwrap();
            Some(pair.strip_prefix(name)?.strip_prefix('=')?.to_owned())
        })
    }

    /// Asks the program to stop, and waits for it.
    pub fn stop(mut self) {
        let id = Pid::from_child(&self.program);
        kill_process(id, Signal::TERM).unwrap();
        assert!(self.program.wait().unwrap().success());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // An error says that it ended already.
        if self.program.kill().is_ok() {
            self.program.wait().unwrap();
        }
    }
}
