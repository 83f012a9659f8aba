//! Commands by words, asked at the door of a device.

use crate::rig::Rig;
use client::api::{Command, Purpose, Spoken};
use domain::protocol::Scope;
use locales::Locale;

fn asked(rig: &mut Rig, said: &'static str) -> Option<Spoken> {
    rig.ask(async move |device| device.command(said.to_owned()).await.unwrap())
}

#[test]
fn a_command_is_understood_in_either_language_without_a_network() {
    let mut rig = Rig::new(71, Scope::Mine);
    rig.offline();
    for (said, command, wording) in [
        ("麻烦您回到首页", Command::Home, "回到首页"),
        ("我知持", Command::Support, "我支持"),
        ("Red it to me.", Command::Read, "read it to me"),
        ("no", Command::No, "no"),
    ] {
        let spoken = asked(&mut rig, said).unwrap_or_else(|| panic!("{said} is not understood"));
        assert_eq!(
            (spoken.command, spoken.said.as_str()),
            (command, wording),
            "{said}"
        );
    }
}

#[test]
fn what_is_no_command_sets_off_none() {
    let mut rig = Rig::new(72, Scope::Mine);
    rig.offline();
    for said in [
        "",
        "小区门口的路灯坏了",
        "我不支持",
        "Please put more benches in the park",
        "do not send it",
    ] {
        assert_eq!(asked(&mut rig, said), None, "{said}");
    }
}

#[test]
fn everything_that_can_be_said_is_listed_and_each_wording_is_understood_as_what_it_stands_for() {
    let mut rig = Rig::new(73, Scope::Mine);
    for locale in Locale::all() {
        let listed = rig.ask(async move |device| device.wordings(locale).await.unwrap());
        let commands: Vec<Command> = listed.iter().map(|of| of.command).collect();
        assert_eq!(commands, Command::ALL);
        for purpose in Purpose::ALL {
            assert!(commands.iter().any(|command| command.purpose() == *purpose));
        }
        for of in listed {
            for said in of.wordings {
                let spoken = rig.ask(async move |device| device.command(said).await.unwrap());
                assert_eq!(spoken.map(|spoken| spoken.command), Some(of.command));
            }
        }
    }
}
