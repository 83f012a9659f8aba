//! The guide, asked at the door of a device.

use crate::rig::Rig;
use client::api::{Confidence, Guidance, Target};
use domain::protocol::Scope;

fn asked(rig: &mut Rig, said: &'static str) -> Guidance {
    rig.ask(async move |device| device.guide(said.to_owned()).await.unwrap())
}

fn first(guidance: &Guidance) -> Option<&Target> {
    guidance.answer.found.first().map(|found| &found.target)
}

#[test]
fn what_was_said_leads_to_the_category_and_to_what_others_said() {
    let mut rig = Rig::in_step(61, Scope::All);
    let theirs = rig.neighbours_proposal("巷子里路灯不亮");
    rig.settle();
    rig.offline();
    let said = "晚上黑咕隆咚的，路灯坏了没人修";
    let guidance = asked(&mut rig, said);
    assert_eq!(guidance.answer.confidence, Confidence::Sure);
    assert_eq!(first(&guidance), Some(&Target::Category("light".to_owned())));
    let reason: Vec<&str> = guidance.answer.found[0].reason(said).collect();
    assert!(reason.contains(&"路灯"), "{reason:?}");
    assert_eq!(
        guidance.similar.iter().map(|card| card.id).collect::<Vec<_>>(),
        [theirs]
    );
}

#[test]
fn a_device_that_never_reached_the_city_knows_its_own_pages_in_both_languages() {
    let mut rig = Rig::new(62, Scope::Mine);
    rig.offline();
    for said in ["我要投一票", "how do I vote"] {
        let guidance = asked(&mut rig, said);
        assert_eq!(
            first(&guidance),
            Some(&Target::Page("votes".to_owned())),
            "{said}"
        );
        assert_eq!(guidance.similar, []);
    }
}

#[test]
fn a_new_directory_is_known_at_once() {
    let mut rig = Rig::in_step(63, Scope::All);
    let said = "公交站没有雨棚";
    let transit = Target::Category("buses".to_owned());
    assert_ne!(first(&asked(&mut rig, said)), Some(&transit));
    let mut city = rig.city.borrow().world.city.clone();
    let mut category = city.categories[0].clone();
    category.id = "buses".into();
    category.names.0.insert("zh-CN".to_owned(), "公交".to_owned());
    city.categories.push(category);
    rig.publish(city);
    assert_eq!(first(&asked(&mut rig, said)), Some(&transit));
}

#[test]
fn who_rambles_alike_says_nothing_alike() {
    let mut rig = Rig::in_step(64, Scope::All);
    rig.neighbours_proposal("哎呀我跟你们说啊这个事情真的是没有办法了，请把广场的喷泉打开");
    let theirs = rig.neighbours_proposal("巷口的路灯不亮");
    rig.settle();
    rig.offline();
    let guidance = asked(&mut rig, "哎呀我跟你们说啊这个事情真的是没有办法了，路灯坏了");
    assert_eq!(
        guidance.similar.iter().map(|card| card.id).collect::<Vec<_>>(),
        [theirs]
    );
}
