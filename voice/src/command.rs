//! What can be done by saying it.

use serde::{Deserialize, Serialize};

macro_rules! commands {
    ($($command:ident $name:literal)+) => {
        /// What can be done by saying it. Its wordings are the message `command-<name>` in `locales/`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Command { $($command),+ }

        impl Command {
            /// Every command, as they are listed for people.
            pub const ALL: &[Command] = &[$(Command::$command),+];

            /// Its name in the catalogues and in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Command::$command => $name),+ }
            }
        }
    };
}

// The recogniser is told them in this order. It goes by what it was told: another order may cost a command, and
// `voice/tests/recognizer` tells which.
commands! {
    Say "say"
    List "list"
    Mine "mine"
    Vote "vote"
    Home "home"
    Back "back"
    Next "next"
    Settings "settings"
    Help "help"
    Read "read"
    Stop "stop"
    Pause "pause"
    Resume "resume"
    Repeat "repeat"
    Slower "slower"
    Faster "faster"
    Bigger "bigger"
    Smaller "smaller"
    Support "support"
    Follow "follow"
    Solved "solved"
    Partly "partly"
    Unsolved "unsolved"
    Send "send"
    Delete "delete"
    Overdue "overdue"
    First "first"
    Second "second"
    Third "third"
    Fourth "fourth"
    Fifth "fifth"
    Yes "yes"
    No "no"
}

/// What a command is for: as they are listed for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// To go somewhere.
    Go,
    /// To say and do something.
    Do,
    /// To have the page read aloud.
    Read,
    /// To change the size of the text.
    Size,
    /// To answer a question.
    Answer,
    /// To choose one of several.
    Choose,
}

impl Purpose {
    /// Every purpose, as they are listed for people.
    pub const ALL: &[Purpose] = &[
        Purpose::Go,
        Purpose::Do,
        Purpose::Read,
        Purpose::Size,
        Purpose::Choose,
        Purpose::Answer,
    ];

    /// Its name in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Go => "go",
            Purpose::Do => "do",
            Purpose::Read => "read",
            Purpose::Size => "size",
            Purpose::Answer => "answer",
            Purpose::Choose => "choose",
        }
    }
}

impl Command {
    pub fn purpose(self) -> Purpose {
        use Command::*;
        match self {
            Home | Back | Next | List | Overdue | Mine | Settings | Help => Purpose::Go,
            Say | Support | Follow | Vote | Send | Delete | Solved | Partly | Unsolved => Purpose::Do,
            Read | Stop | Pause | Resume | Repeat | Slower | Faster => Purpose::Read,
            Bigger | Smaller => Purpose::Size,
            Yes | No => Purpose::Answer,
            First | Second | Third | Fourth | Fifth => Purpose::Choose,
        }
    }

    /// Whether it is shown, read back and confirmed before anything happens: so is all that leaves the device in the
    /// person's name, and all that is lost by it. A word that was heard wrong then does no harm.
    pub fn needs_confirmation(self) -> bool {
        use Command::*;
        matches!(
            self,
            Vote | Support | Follow | Solved | Partly | Unsolved | Send | Delete
        )
    }

    /// Whether it has to be heard without a fault: an answer sets off what waits for it, and numbers sound alike.
    pub(crate) fn is_exact(self) -> bool {
        use Command::*;
        matches!(self, Yes | No | First | Second | Third | Fourth | Fifth)
    }
}
