//! What is said means the command it should, and nothing else does anything.

use locales::Locale;
use proptest::prelude::*;
use voice::{Command, Commands};

fn name(commands: &Commands, text: &str) -> &'static str {
    commands.heard(text).map_or("", |heard| heard.command.name())
}

#[test]
fn every_wording_is_heard_as_its_own_command() {
    for locale in Locale::all() {
        let commands = Commands::new(locale);
        for &command in Command::ALL {
            assert!(
                commands.wordings(command).count() >= 3,
                "{} in {}",
                command.name(),
                locale.tag()
            );
            for wording in commands.wordings(command) {
                let heard = commands
                    .heard(wording)
                    .unwrap_or_else(|| panic!("{wording} is not heard"));
                assert_eq!((heard.command, heard.distance), (command, 0.0), "{wording}");
            }
        }
    }
}

/// As people say it, and as recognisers write what they hear.
#[test]
fn near_wordings_are_understood() {
    let said = [
        (
            Locale::ZhCn,
            "say",
            &[
                "我要提意见。",
                "我有发说",
                "请帮我提个意见",
                "我要提一件",
                "我要体意见",
            ][..],
        ),
        (Locale::ZhCn, "list", &["看看大家的提按。", "查看体案"]),
        (
            Locale::ZhCn,
            "read",
            &["朗独这一夜", "嗯，读给我听吧", "请读给我听"],
        ),
        (Locale::ZhCn, "stop", &["停！", "别毒了"]),
        (Locale::ZhCn, "home", &["回到主业", "麻烦您回到首页"]),
        (Locale::ZhCn, "back", &["反悔", "上一部"]),
        (Locale::ZhCn, "vote", &["打开头票", "请帮我打开投票，谢谢"]),
        (Locale::ZhCn, "support", &["我知持", "我支持。"]),
        (Locale::ZhCn, "mine", &["看看我题的"]),
        (Locale::ZhCn, "bigger", &["字在大一点"]),
        (Locale::ZhCn, "smaller", &["字再小一点儿"]),
        (Locale::ZhCn, "send", &["确认递交", "发松"]),
        (Locale::ZhCn, "first", &["第 1 个", "第一个。"]),
        (Locale::ZhCn, "unsolved", &["还没解决"]),
        (Locale::ZhCn, "yes", &["是的。", "好的，谢谢"]),
        (
            Locale::En,
            "say",
            &[
                "Make a suggestion.",
                "make the suggestion",
                "Please report a problem",
            ],
        ),
        (Locale::En, "list", &["Show all the proposals"]),
        (
            Locale::En,
            "read",
            &["Red it to me.", "Could you read it to me, please?"],
        ),
        (Locale::En, "home", &["Go home!", "Go hope"]),
        (Locale::En, "vote", &["Open boats", "Open votes, thank you"]),
        (Locale::En, "send", &["SEND IT", "Sent it"]),
        (Locale::En, "next", &["The next one.", "next"]),
        (Locale::En, "second", &["Number 2", "The second one."]),
        (Locale::En, "no", &["No, thank you.", "Cancel"]),
        (Locale::En, "unsolved", &["It's not solved"]),
    ];
    for (locale, command, texts) in said {
        let commands = Commands::new(locale);
        for text in texts {
            assert_eq!(name(&commands, text), command, "{text}");
        }
    }
}

#[test]
fn free_sentences_set_off_nothing() {
    let zh = [
        "我们楼下的路灯坏了三个星期，晚上老人出门不安全。",
        "希望社区活动室周末也能开放。",
        "公园里的长椅太少了",
        "孩子过马路不安全",
        "我家门口有人乱停车",
        "投票站离我家太远了",
        "楼道里很黑，请帮助我们",
        "提案写得很好，可是没有人看",
        "昨天去办事，来回跑了三次",
        "不",
    ];
    let en = [
        "Please put more benches in the park.",
        "Cars block the pavement and wheelchairs cannot pass.",
        "The bus never stops here",
        "I sent a letter to the city last year",
        "Nobody helps the old people in our street",
        "My neighbour reads the paper on the bench",
        "The next bus comes after an hour",
    ];
    for (locale, sentences) in [(Locale::ZhCn, &zh[..9]), (Locale::En, &en[..])] {
        let commands = Commands::new(locale);
        for sentence in sentences {
            assert_eq!(name(&commands, sentence), "", "{sentence}");
        }
    }
    assert_eq!(name(&Commands::new(Locale::ZhCn), zh[9]), "no");
}

#[test]
fn what_is_denied_is_not_done() {
    let zh = Commands::new(Locale::ZhCn);
    for text in [
        "不要发送",
        "我不支持",
        "不支持",
        "别发送",
        "没解决了",
        "不要删除",
        "先别投票",
    ] {
        let heard = zh.heard(text).map(|heard| heard.command);
        assert!(
            heard.is_none_or(|command| command == Command::Unsolved),
            "{text}: {heard:?}"
        );
    }
    let en = Commands::new(Locale::En);
    for text in [
        "don't send it",
        "Do not send it",
        "I don’t support this",
        "never delete it",
        "can't vote",
    ] {
        assert_eq!(name(&en, text), "", "{text}");
    }
}

#[test]
fn nothing_that_leaves_the_device_or_is_lost_happens_unconfirmed() {
    let alone = [
        "say", "list", "overdue", "mine", "home", "back", "next", "settings", "help", "read", "stop",
        "pause", "resume", "repeat", "slower", "faster", "bigger", "smaller", "first", "second", "third",
        "fourth", "fifth", "yes", "no",
    ];
    for &command in Command::ALL {
        assert_eq!(
            command.needs_confirmation(),
            !alone.contains(&command.name()),
            "{}",
            command.name()
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_listened_to(text in "\\PC{0,60}|[不别请吧停发送是 ,.’a-e\u{0}-\u{ff}]{0,20}") {
        for locale in Locale::all() {
            let commands = Commands::new(locale);
            if let Some(heard) = commands.heard(&text) {
                prop_assert!((0.0..0.34).contains(&heard.distance));
                prop_assert_eq!(heard.needs_confirmation, heard.command.needs_confirmation());
                prop_assert!(commands.wordings(heard.command).any(|wording| wording == heard.said));
            }
        }
    }

    #[test]
    fn an_answer_is_heard_word_for_word(text in "[a-z]{1,4}( [a-z]{1,4})?") {
        let commands = Commands::new(Locale::En);
        if let Some(heard) = commands.heard(&text)
            && matches!(heard.command, Command::Yes | Command::No)
        {
            prop_assert_eq!(heard.distance, 0.0);
        }
    }
}
