//! A driver's program in the background, which ends with this program.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Starts a program in the background and ends it once nothing more can come in.
const UNTIL_INPUT_CLOSES: &str = "\"$0\" \"$@\" & read -r _; kill $!";

/// How long a driver may take to listen.
const STARTING: Duration = Duration::from_secs(30);

/// A running driver, or what one needs. Dropping it ends it.
#[derive(Debug)]
pub(in crate::browser) struct DriverProcess {
    port: u16,
    /// The shell around the driver. It ends the driver when its input closes, which happens when this
    /// program ends, in whatever way.
    shell: Child,
}

impl DriverProcess {
    /// Starts a driver on a free port, which `arguments` get, and waits until it listens.
    pub(super) fn start<V: AsRef<OsStr>>(
        program: &str,
        arguments: impl FnOnce(u16) -> Vec<String>,
        variables: impl IntoIterator<Item = (&'static str, V)>,
    ) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let shell = Command::new("sh")
            .args(["-c", UNTIL_INPUT_CLOSES, program])
            .args(arguments(port))
            .envs(variables)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {program}"))?;
        let driver = Self { port, shell };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if start.elapsed() > STARTING {
                bail!("{program} did not start; is it installed? `cargo xtask test` installs it");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(driver)
    }

    /// The port that the driver listens at.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The address of the driver.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // The shell is waited for, so that it does not stay as a zombie; it ends at once.
        let _ = self.shell.wait();
    }
}
