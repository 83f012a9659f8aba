# Words used everywhere: the name, the ways to go, buttons, the link to the city, text size
# Variables: $count a number, $page the name of a page, $when a date in words

## Name
app-name = Huisheng
app-slogan = Every voice gets an answer.
page-title = { $page } · Huisheng
language-name = English

## Ways to go
nav-label = Main pages
nav-skip = Skip to the main content
nav-home = Home
nav-say = Say it
nav-proposals = Proposals
nav-votes = Votes
nav-guide = The guide
    .ask = Tell the guide
nav-mine = Mine
nav-settings = Settings
nav-desk = Desk
nav-sign-in = Sign in
desk-coordinator = Coordinator
desk-supervisor = Supervisor
    .detail = Read what is new. Accept it or say why not, then assign it.
desk-department = Department
    .detail = What your department is handling, first due on top.
desk-admin = Directory
    .detail = Areas, departments, categories and clocks. Every change is on the public record.

## Buttons
button-back = Back
button-cancel = Cancel
button-edit = Edit
button-keep = Keep
button-more = Show more
button-copy =
    .done = Copied

## Large text
large-text-on = Large text
    .label = Switch to large text
large-text-off = Leave large text
    .label = Switch back to normal text
large-text-said-on = The text is large now.
large-text-said-off = The text is normal now.

## Reading aloud
reading-start = Read to me
    .label = Read to me what is on this page
reading-stop = Stop reading
    .label = Stop reading aloud

## The link to the city
link-offline = No network right now
    .detail = Keep writing. It will be sent by itself once you are back online.
    .waiting = { $count ->
        [one] { $count } item is waiting to be sent. It is safe on this device.
       *[other] { $count } items are waiting to be sent. They are safe on this device.
    }
    .retry = Next try: { $when }
link-troubled = The city is not answering right now
    .detail = All you wrote is safe. We will try again by ourselves.
link-signed-out = You have been signed out
    .detail = Please sign in again. What is waiting to be sent is still here.
link-server = The city is at { $server }
link-try-now = Try now
link-device-only = No network. This is what your device has saved.

## Waiting, empty, not found
loading = Just a moment…
saved-at = Saved: { $when }
optional = optional
required = please fill this in
department-some = The department
list-between = { ", " }
not-found-title = There is no such page
    .detail = The address may be wrong, or the page may be gone.
    .action = Go to Home
broken-title = Something went wrong on this page
    .detail = All you wrote is still here. Please open the page once more.
newer-title = A new version of the app is here
    .action = Use the new version
help-title = Need a hand?
    .detail = Call 12345, or ask at your community office. Someone there can write it for you.
    .talk = Say what to do
    .commands = What you can say
