//! Packages of the operating system. On Debian and its kin they are installed; elsewhere they are named.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::Purpose;
use crate::process::{find_program, logged, step};
use crate::workspace::Workspace;

/// Something the operating system has to have.
struct Need {
    /// Its name in Debian.
    package: &'static str,
    /// How it is recognised however it came here.
    sign: Sign,
    why: &'static str,
}

enum Sign {
    /// One of these programs can be started.
    Program(&'static [&'static str]),
    /// A library that `pkg-config` knows.
    Library(&'static str),
    /// A font for this language that fontconfig knows.
    Font(&'static str),
    File(&'static str),
}
use Sign::{File, Font, Library, Program};

const fn need(package: &'static str, sign: Sign, why: &'static str) -> Need {
    Need { package, sign, why }
}

const WEB: &[Need] = &[
    need(
        "nodejs",
        Program(&["node"]),
        "runs wasm-opt, which makes the web app small",
    ),
    need("npm", Program(&["npm"]), "installs wasm-opt and axe-core"),
];

const WINDOW: &[Need] = &[
    need(
        "pkg-config",
        Program(&["pkg-config"]),
        "finds the window's libraries",
    ),
    need(
        "libwebkit2gtk-4.1-dev",
        Library("webkit2gtk-4.1"),
        "the web view in the window",
    ),
    need("libgtk-3-dev", Library("gtk+-3.0"), "the window"),
    need(
        "libsoup-3.0-dev",
        Library("libsoup-3.0"),
        "the web view's network",
    ),
    need("librsvg2-dev", Library("librsvg-2.0"), "the window's icons"),
    need(
        "speech-dispatcher",
        Program(&["speech-dispatcher"]),
        "reads pages aloud in the window",
    ),
    need(
        "speech-dispatcher-espeak-ng",
        File("/usr/lib/speech-dispatcher-modules/sd_espeak-ng"),
        "its voices, in Mandarin and English",
    ),
    need(
        "libasound2-dev",
        Library("alsa"),
        "the microphone and the loudspeaker",
    ),
];

const TEST: &[Need] = &[
    need("xvfb", Program(&["Xvfb"]), "a screen for the window under test"),
    need("xauth", Program(&["xauth"]), "who may draw on that screen"),
    need(
        "dbus",
        Program(&["dbus-run-session"]),
        "the session that the window joins",
    ),
    need(
        "at-spi2-core",
        File("/usr/libexec/at-spi-bus-launcher"),
        "what a screen reader is told in the window under test",
    ),
    need("dbus-x11", Program(&["dbus-launch"]), "starts that session"),
    need(
        "webkit2gtk-driver",
        Program(&["WebKitWebDriver"]),
        "clicks and reads in the window",
    ),
    need(
        "chromium",
        Program(&["chromium", "chromium-browser"]),
        "the browser under test",
    ),
    need(
        "chromium-driver",
        Program(&["chromedriver"]),
        "clicks and reads in the browser",
    ),
    need("fonts-noto-cjk", Font("zh-cn"), "Chinese letters in the pictures"),
    need(
        "faketime",
        Program(&["faketime"]),
        "makes weeks go by in a moment under test",
    ),
    need(
        "imagemagick",
        Program(&["import", "magick"]),
        "takes pictures of the screen",
    ),
    need(
        "pulseaudio",
        Program(&["pulseaudio"]),
        "the microphone and the loudspeaker under test",
    ),
    need(
        "pulseaudio-utils",
        Program(&["paplay"]),
        "speaks into that microphone and listens to that loudspeaker",
    ),
    need(
        "libasound2-plugins",
        File("/usr/lib/x86_64-linux-gnu/alsa-lib/libasound_module_pcm_pulse.so"),
        "leads the window under test to them",
    ),
    need(
        "python3",
        Program(&["python3"]),
        "runs clients of other makers that file into the city",
    ),
    need("python3-pip", Program(&["pip", "pip3"]), "installs those clients"),
    need(
        "espeak-ng",
        Program(&["espeak-ng"]),
        "says what is to be recorded",
    ),
];

const VOICE: &[Need] = &[
    need(
        "cmake",
        Program(&["cmake"]),
        "builds the engine that recognises speech",
    ),
    need(
        "libclang-dev",
        Program(&["llvm-config", "clang"]),
        "reads that engine's headers, so that Rust can call it",
    ),
];

const ANDROID: &[Need] = &[
    need(
        "gcc-aarch64-linux-gnu",
        Program(&["aarch64-linux-gnu-gcc"]),
        "compiles what the shell has in C, for the processor of a telephone",
    ),
    need(
        "libc6-dev-arm64-cross",
        File("/usr/aarch64-linux-gnu/include/stdlib.h"),
        "the headers which that C asks for",
    ),
];

/// Installs the packages that `purpose` needs; true when there were any to install.
pub(super) fn install_missing(workspace: &Workspace, purpose: Purpose) -> Result<bool> {
    let needs: Vec<&Need> = match purpose {
        Purpose::Web => WEB.iter().collect(),
        Purpose::Voice => VOICE.iter().collect(),
        // The desktops of macOS and Windows bring their own web view.
        _ if !cfg!(target_os = "linux") => WEB.iter().chain(VOICE).collect(),
        Purpose::Window => WEB.iter().chain(WINDOW).chain(VOICE).collect(),
        Purpose::Test => WEB.iter().chain(WINDOW).chain(VOICE).chain(TEST).collect(),
        Purpose::Android => WEB.iter().chain(ANDROID).collect(),
    };
    let debian = is_debian(&fs::read_to_string("/etc/os-release").unwrap_or_default());
    let packaged = if debian {
        installed_packages(&needs)
    } else {
        Vec::new()
    };
    let missing: Vec<&Need> = needs
        .into_iter()
        .filter(|need| !packaged.iter().any(|name| name == need.package) && !need.sign.is_seen(workspace))
        .collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let list: String = missing
        .iter()
        .map(|need| format!("    {:<24} {}\n", need.package, need.why))
        .collect();
    if !debian {
        bail!("please install these with your system's package manager (the names are Debian's):\n{list}");
    }
    eprintln!("• missing from this machine:\n{}", list.trim_end());
    install(workspace, &missing)?;
    Ok(true)
}

/// `apt-get update` and `apt-get install`, as root or through sudo.
fn install(workspace: &Workspace, missing: &[&Need]) -> Result<()> {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let by_hand = format!(
        "install them by hand: sudo apt-get install {}",
        packages.join(" ")
    );
    if !root && find_program(workspace, "sudo").is_none() {
        bail!("only root may install packages and there is no sudo\n→ {by_hand}");
    }
    step("apt-get update: asking which versions there are", || {
        logged(
            workspace,
            "apt-update",
            &mut apt(root, &["update"]),
            "is there a network?",
        )
    })?;
    step(&format!("apt-get install: {} packages", packages.len()), || {
        logged(
            workspace,
            "apt-install",
            &mut apt(root, &install_arguments(&packages)),
            &by_hand,
        )
    })
}

/// The arguments of `apt-get` that install `packages` and what they can't do without, asking nothing. A lock held
/// by another installation is waited for.
fn install_arguments<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec![
        "install",
        "--yes",
        "--no-install-recommends",
        "-o",
        "DPkg::Lock::Timeout=300",
    ];
    arguments.extend(packages);
    arguments
}

fn apt(root: bool, arguments: &[&str]) -> Command {
    let mut command = Command::new(if root { "env" } else { "sudo" });
    if !root {
        command.arg("env");
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments);
    command
}

/// Of `needs`, the packages that dpkg holds as installed. One question for all: it takes milliseconds.
fn installed_packages(needs: &[&Need]) -> Vec<String> {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\\n"])
        .args(needs.iter().map(|need| need.package))
        .output()
        .map(|output| parse_installed(&String::from_utf8_lossy(&output.stdout)))
        .unwrap_or_default()
}

fn parse_installed(listing: &str) -> Vec<String> {
    listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .map(str::to_owned)
        .collect()
}

fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split(' '))
        .any(|id| id == "debian")
}

impl Sign {
    fn is_seen(&self, workspace: &Workspace) -> bool {
        match self {
            Program(names) => names.iter().any(|name| find_program(workspace, name).is_some()),
            Library(name) => Command::new("pkg-config")
                .args(["--exists", name])
                .status()
                .is_ok_and(|status| status.success()),
            File(path) => Path::new(path).is_file(),
            Font(language) => Command::new("fc-list")
                .arg(format!(":lang={language}"))
                .output()
                .is_ok_and(|output| !output.stdout.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wholly_installed_counts() {
        let listing = "nodejs installed\nnpm config-files\nxvfb not-installed\n";
        assert_eq!(parse_installed(listing), ["nodejs"]);
    }

    #[test]
    fn debian_and_its_kin_are_known_by_their_ids() {
        assert!(is_debian("NAME=\"Debian\"\nID=debian\n"));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nNAME=\"not debian\"\n"));
    }

    /// Asks the real apt, in its dry-run mode, whether the very arguments that `install` uses can be met. Node.js
    /// is left out: where it came from its makers, Debian's npm can't stand beside it, and needn't.
    #[test]
    fn apt_can_install_every_package_named() {
        if !fs::read_to_string("/etc/os-release")
            .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
        {
            println!("skipped: not Debian");
            return;
        }
        let needs = WINDOW.iter().chain(TEST).chain(VOICE).chain(ANDROID);
        let packages: Vec<&str> = needs.map(|need| need.package).collect();
        let mut arguments = install_arguments(&packages);
        arguments.push("--simulate");
        let output = apt(true, &arguments).output().expect("Debian has apt-get");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    #[test]
    fn nothing_is_missing_twice() {
        let mut packages: Vec<&str> = WEB
            .iter()
            .chain(WINDOW)
            .chain(TEST)
            .chain(VOICE)
            .chain(ANDROID)
            .map(|need| need.package)
            .collect();
        packages.sort_unstable();
        let before = packages.len();
        packages.dedup();
        assert_eq!(before, packages.len());
    }
}
