# Mine: drafts, outbox, what I sent, what I follow, news
# $count a number, $when a time in words, $title of a proposal, $action and $state as the data name them

mine-title = Mine
mine-guest = You are not signed in
    .detail = You can still speak up. Sign in to see your proposals on all your devices.

## Drafts
drafts-title = Drafts
    .none = You have no drafts.
    .note = Drafts stay on this device. No one else can see them.
draft-untitled = No title yet
draft-continue = Continue
draft-delete = Delete

## Outbox
outbox-title = Waiting to be sent
    .none = Everything is sent.
    .note = It is safe here, even without a network or power.
outbox-item = { proposal-action }: { $title }
outbox-written = Written: { $when }
outbox-attempts = { $count ->
    [one] Tried { $count } time
   *[other] Tried { $count } times
}
outbox-state = { $state ->
    [queued] Waiting to be sent
    [sending] Sending
    [applied] Received
    [conflict] Things have changed, please look
    [refused] Not accepted, please look
    [held] Waiting for you to sign in
   *[other] Being handled
}
outbox-explain = { $state ->
    [queued] It is saved. It will be sent by itself once you are online. You need not wait here.
    [sending] It is on its way to the city. We will tell you when it arrives.
    [applied] The city has it. You will see it in a moment.
    [conflict] Something happened while you were writing. Your words are still here. See how it stands now, then decide.
    [refused] The city could not accept it. You can read why below. Your words are still here, so you can change them and send them again.
    [held] You have been signed out. Your words are still here. They will be sent once you sign in.
   *[other] Your words are still here. Please wait a bit.
}
outbox-now = Now: { proposal-state }
outbox-edit = Edit it
outbox-retry = Send it again
outbox-dismiss = I see, do not send it
    .ask = Let this one go?
    .detail = It leaves this list, and what you wrote in it is deleted.
outbox-take-back = Do not send it yet
    .to-draft = Do not send it yet, keep it as a draft
    .done = You have it back. It was not sent.
outbox-sign-in = Sign in

## What I sent, what I follow
written-title = My proposals
    .none = You have not sent any yet.
    .action = Say it
following-title = Following
    .none = You do not follow any yet. Tap “Follow” on a proposal, and we will tell you what happens.

## News
inbox-title = News
    .none = There is no news yet.
    .unread = { $count } unread
    .mark-read = Mark all as read
    .new = New
