# What we say when something goes wrong: error-<code> says what happened, .next that all is safe and what to do
# Codes and variables come from domain, client, ledger and backend; a code we do not know is error-unknown
# Variables: $field which field, $limit the most there may be, $length what there is, $action, $state, $needed as the data name them, $code the code

## Which field
field-name = { $field ->
    [title] The title
    [text] Your text
    [place] The place
    [signature] The name you sign with
    [language] The language
    [alt] What you wrote about a file
    [milestone] The step
   *[other] This field
}

## Proposals
error-no-such-proposal = We did not find this proposal.
    .next = It may not have reached the city yet. Please look again in a while.
error-proposal-exists = The city already has this proposal.
    .next = You need not send it again. You can find it under Mine.
error-wrong-state = This proposal is now “{ proposal-state }”, so “{ proposal-action }” is not possible.
    .next = { -kept } See how it stands now, then decide.
error-not-author = Only the author can do this.
    .next = You can support it or follow it.
error-not-coordinator = Only a coordinator of this place can do this.
    .next = { -kept } Please use a coordinator’s account, or ask a colleague.
error-own-decline = You declined this, so someone else must decide on the appeal.
    .next = { -kept } Please ask a colleague to look at it.
error-appeal-over = It is not possible to appeal here.
    .next = You can appeal once, and in time. You can also send a new proposal.
error-merge-itself = A proposal can’t be merged into itself.
    .next = { -kept } Please choose another one.
error-merge-not-there = We did not find the one to merge it into.
    .next = { -kept } Please check the number, or choose another one.
error-merge-ended = That one is now “{ proposal-state }”, so nothing can be merged into it.
    .next = { -kept } Please choose one that is still open.
error-merge-merged = That one was merged itself.
    .next = { -kept } Please merge it into proposal { $number }.
error-merge-elsewhere = That one is for the coordinator of another place.
    .next = { -kept } Please ask a coordinator of the wider area.
error-holds-others = Others were merged into this one, so it has to stay.
    .next = { -kept } You can merge the other one into this one.
error-not-merged-there = It is not merged into that one.
    .next = { -kept } Please see where it goes on now.
error-no-support = You do not support this one, so there is nothing to move.
    .next = You can support the other one.
error-nothing-asked = The city is not waiting for your reply.
    .next = { -kept } Please see how it stands now.
error-awaits-reply = The author was asked and has not replied yet.
    .next = { -kept } Come back when the reply is here, or the time is up.
error-clock-over = The time is over. The clock can’t be stopped or moved now.
    .next = { -kept } Please finish this step first.
error-no-extension = There is no more time to take here.
    .next = { -kept } You can do it once, and not when a case is reopened.
error-nothing-to-escalate = There is nothing late to send up here.
    .next = { -kept } Please see how it stands now.
error-not-lead-officer = Only the lead department can do this.
    .next = { -kept } It may be with another department now. Please look again.
error-not-joint-officer = Only a department that joins in can do this.
    .next = { -kept } It may be with other departments now. Please look again.
error-joint-missing = Other departments have not given their part yet.
    .next = { -kept } Once the deadline is over, you can answer without them.
error-not-staff = Only city staff can see this.
    .next = Please use your work account.
error-not-colleague = This person does not work in the lead department.
    .next = { -kept } Please choose a colleague from the list.
error-held-by-colleague = A colleague holds this case, so you can only take it over.
    .next = { -kept } Please ask them, or hand it over to yourself.
error-not-to-prepare = This step cannot be prepared.
    .next = { -kept } Please do it at once.
error-no-such-prepared = What was prepared has been published, changed or discarded.
    .next = Please look at the case as it is now.
error-own-prepared = A colleague has to read what you wrote.
    .next = Please ask someone else in your department.
error-needs-second-eyes = In your department a colleague reads each answer before it goes out.
    .next = { -kept } Please keep it for later and ask a colleague to read it. Once the deadline is over you can publish it as it is.
error-not-supervisor = Only the supervisor of this case can do that.
    .next = { -kept } Who looks at a case is drawn by lot.
error-supervised-already = A supervisor looks at this case already.
    .next = Please see how it stands now.
error-nothing-to-supervise = No one needs to look at this case now.
    .next = { -kept } Please see how it stands now.
error-inquiry-open = The last question has no reply yet.
    .next = { -kept } Ask again once the reply is there.
error-too-many-inquiries = You have asked { $limit } times. That is all.
    .next = { -kept } You can decide now.
error-nothing-inquired = The supervisor does not wait for a reply.
    .next = { -kept } Please see how it stands now.
error-drawn-already = This month was drawn already.
    .next = Please look at the draw.
error-sample-out-of-range = The share is up to 100. “At least” can’t be above “at most”, which can be { $limit }.
    .next = Change it and save again.
error-supervisor-of-staff = City staff can’t be a citizen supervisor, too.
    .next = Keep one or the other and save again.
error-no-such-draw = There is no draw for this month.
    .next = Please choose a month from the list.
error-not-administrator = Only an administrator can do this.
    .next = Please ask an administrator for help.
error-system-only = This step happens by itself when the time comes.
    .next = You need not do anything.
error-level-too-low = { $needed ->
    [unverified] You need to sign up to do this.
    [contact_verified] Your phone must be verified before you can do this.
    [resident_verified] We must verify that you live here before you can do this.
   *[other] Your account can’t do this yet.
}
    .next = { -kept } Come back when that is done. One tap will do.
error-awaits-work = It is too soon to say if it is solved.
    .next = We will ask you when the department is done.
error-nothing-promised = No work was promised here, so there is nothing to mark as done.
    .next = It closes when the author gives a verdict, or when time is up.
error-promise-missing = An adopted proposal needs a day by which it will be done.
    .next = { -kept } Choose a day and send it again.
error-promise-not-allowed = This answer adopts nothing, so it has no day.
    .next = { -kept } Leave out the day, or choose “Adopted”.
error-promise-out-of-range = { DATETIME($day, style: "day") } is not possible.
    .next = { -kept } Choose a day within two years from today.
error-milestone-out-of-order = The day of step { $position } is not possible.
    .next = { -kept } Each step needs a day from today to the promised one.
error-too-many-milestones = You can name { $limit } steps at most.
    .next = { -kept } Make one step of a few.
error-no-such-milestone = This step is done already, or it is not there.
    .next = { -kept } Please see how far it is now.
error-milestones-open = Some steps are not done yet.
    .next = { -kept } Say of each step that it is done, then finish.
error-not-follower = Only those who follow this can say what they think.
    .next = You can follow it first. If it is your own, say if it is solved.
error-rated-already = You have said what you think.
    .next = When there is a new answer, you can say it again.
error-hearing-out-of-range = { DATETIME($day, style: "day") } is not possible.
    .next = { -kept } Choose a day within a month from today.
error-not-heard = The hearing was not held yet, so there is no result.
    .next = { -kept } Name the day first, and write the result after it.
error-stars-out-of-range = You can give 1 to 5 stars.
    .next = { -kept } Please choose the stars again.
error-not-yet-due = It is not time yet.
    .next = It will happen by itself when the time comes.

## What one writes
error-text-empty = { field-name } is empty.
    .next = Please write a few words and send it again.
error-text-too-long = { field-name } is too long. It has { $length } characters, and { $limit } is the most.
    .next = { -kept } Make it shorter and send it again.
error-text-control-character = { field-name } has a hidden character that we can’t accept.
    .next = { -kept } Delete that part and type it again.
error-too-many-files = You can add { $limit } files at most, and now there are { $count }.
    .next = { -kept } Leave some out and send it again.
error-file-too-large = This file is too large. It can have { $megabytes } MB.
    .next = { -kept } Choose a smaller one, or leave it out.
error-same-file-twice = The same file is here twice.
    .next = { -kept } Take one of them out and send it again.
error-no-such-file = The city does not have this file any more.
    .next = { -kept } Send it again, and the file goes with it.
error-no-such-area = This place is not in the city’s list.
    .next = { -kept } Please choose the place again.
error-no-such-category = This category is not in the city’s list.
    .next = { -kept } Please choose again, or leave it out.
error-no-such-department = This department is not in the city’s list.
    .next = { -kept } Please choose again.

## Sending, and the link
error-not-yet-known = This device has not reached the city yet, so it can’t check this.
    .next = { -kept } Try again once you are online.
error-no-such-draft = This draft is no longer here.
    .next = It may have been sent. Please look under Mine.
error-no-such-command = This item is no longer waiting.
    .next = It may have reached the city. Please look under Mine.
error-already-sent = It has been sent, so it can’t be stopped.
    .next = Once it arrives, you can withdraw the proposal.
error-not-refused = This one is still on its way.
    .next = { -kept } Please wait for the result.
error-command-id-reused = This step got mixed up with one sent before.
    .next = { -kept } Please send it again.
error-disk-full = The city’s service has no room left right now.
    .next = { error-retry-later.next }
error-checkpoint-damaged = { error-internal }
    .next = { error-internal.next }

## Account
error-not-signed-in = Please sign in to do this.
    .next = { -kept } Come back once you are signed in.
error-another-account = This was written with another account.
    .next = { -kept } Send it again, and it will come from this account.
error-wrong-credentials = The name or the password is not right.
    .next = Please check what you typed and try again.
error-wrong-password = This is not your password.
    .next = Please type the password that you sign in with.
error-last-administrator = You are the last one who runs this city’s pages.
    .next = Please give someone else that work first, at the desk under People.
error-login-taken = This phone or name is already in use.
    .next = If it is yours, please sign in. If not, choose another one.
error-login-unusable = The phone or name needs 2 to 60 characters.
    .next = Please change it and try again.
error-password-unusable = The password needs 8 to 200 characters.
    .next = Please change it and try again. A short sentence is fine.
error-name-unusable = This name can have 40 characters, and no special signs.
    .next = Make it shorter, or leave it out.
error-wrong-secret = The city did not recognise this device.
    .next = { -kept } Please sign in and send it again.
error-signed-up = This device already has an account.
    .next = { -kept } Please sign in to that account.
error-letters-not-offered = This city does not write letters yet.
    .next = You will see all news in the app.
error-address-unusable = Letters cannot go to this address.
    .next = { -kept } Please check it for a slip.
error-push-unusable = The city cannot send news to this browser.
    .next = You will see all news in the app, or by e-mail.
error-push-not-possible = This browser cannot show news while the app is closed.
    .next = On a phone, put the app on the home screen and try there.
error-push-not-allowed = This browser does not let us show news.
    .next = Please allow it in the settings of the browser, then try again.
error-push-not-reached = The browser could not reach what brings it news.
    .next = Please try again later. You will see all news in the app.
error-notify-refused = This computer does not show news from the app.
    .next = Please allow it in the settings of the computer, then try again.
error-letter-not-sent = The letter could not be sent just now.
    .next = { -kept } Please try again in a while.
error-wrong-code = This code is not right, or it is too old.
    .next = Please check it, or ask for a new one.
error-no-such-jurisdiction = This is not the city you asked for.
    .next = Please check its address with the city.
error-key-unknown = The key is not known here, or it has ended.
    .next = Please ask the city for a new one.
error-span-too-long = That is too long a time at once.
    .next = Please ask for up to { $days } days.
error-too-many-attempts = That was too many tries.
    .next = Please wait a few minutes and try again.
error-outbox-not-empty = Not everything is sent yet.
    .next = { -kept } Wait until it is sent, then sign out.

## The public record
error-ledger = The public record could not be confirmed.
    .next = Your own record is safe. Please check again in a while.
error-ledger-shrunk = The public record is shorter than it was. This should never happen.
    .next = You still have the old record. Please keep it and tell an administrator.
error-ledger-inconsistent = The public record does not match the one from before. This should never happen.
    .next = { error-ledger-shrunk.next }

## Voice
error-voice-no-model = This device can’t turn speech into words yet.
    .next = You can type what you want to say. The city can tell you how to add this.
error-voice-damaged-model = The part that turns speech into words is not whole.
    .next = You can type what you want to say. Ask for help to put that part in again.
error-voice-old-processor = This device is too old to turn speech into words.
    .next = You can type what you want to say.
error-voice-unreadable-sound = We could not play this recording.
    .next = Please record it again, or type what you want to say.
error-voice-wrong-rate = { error-voice-unreadable-sound }
    .next = { error-voice-unreadable-sound.next }
error-voice-not-offered = The city can’t turn speech into words yet.
    .next = Your recording is kept. You can type what you want to say.
error-voice-unreachable = We could not reach the city, so we did not hear what you said.
    .next = Please type it, or say it again when you are online.
error-voice-failed = We could not make out the words this time.
    .next = Please say it again, or type it.

## From program to program: people hardly see these
error-not-json = This version of the app and the city do not understand each other.
    .next = { -kept } { -newer }
error-wrong-shape = { error-not-json }
    .next = { error-not-json.next }
error-unsupported-media-type = { error-not-json }
    .next = { error-not-json.next }
error-bad-parameter = { error-not-json }
    .next = { error-not-json.next }
error-method-not-allowed = { error-not-json }
    .next = { error-not-json.next }
error-no-such-route = { error-not-json }
    .next = { error-not-json.next }
error-too-large = That is too much to send at once.
    .next = { -kept } Make it shorter and send it again.
error-no-such-event = The public record does not have this yet.
    .next = Please check again in a while.

## Reading aloud
error-speech-no-engine = This device can not read aloud yet.
    .next = The words are all here on the page. Someone can help you add a voice.
error-speech-no-voice = This device has no voice for this language.
    .next = The words are all here on the page. Someone can help you add a voice.
error-speech-failed = This could not be read aloud.
    .next = Please press “Go on” to try once more.

## Recording
error-recording-no-microphone = We could not find a microphone.
    .next = Please check that it is plugged in, or type instead.
error-recording-not-allowed = This device does not let us use the microphone.
    .next = Please allow it in the settings, or type instead.
error-recording-refused = The browser does not let us use the microphone.
    .next = Tap the sign next to the address and allow it. Then press again, or type.
error-recording-busy = Another program is using the microphone.
    .next = Please close it and try again, or type instead.
error-recording-microphone-lost = The microphone is gone.
    .next = What you said is kept. Plug it in to go on.
error-recording-full = This recording is full.
    .next = What you said is kept. Record another to go on.
error-recording-empty = Nothing was recorded.
    .next = Please press again and take your time.
error-recording-not-kept = There is no room for the recording.
    .next = Please make some room, or type instead.
error-recording-unreachable = We could not reach the city, so it is not written down yet.
    .next = Your recording is kept. Press “Write it down” when you are online.
error-recording-no-loudspeaker = We can’t play sound.
    .next = Please check your speakers or headphones.

## Counting
error-papers = We cannot read this file of votes.
    .next = Please get the file again from where it came from.
error-uncountable = These votes cannot be counted this way.
    .next = Please choose another way to count.

## Files
error-file-unknown-kind = “{ $name }” can’t be sent. It is not a kind we know.
    .next = { -kept } You can send photos, PDF files and sound.
error-file-damaged = “{ $name }” is not whole, so the city can’t open it.
    .next = { -kept } Take the photo again, or choose another file.
error-picture-too-large = “{ $name }” is too large. { $megapixels } million dots is the most.
    .next = { -kept } Choose a smaller one, or take it out.
error-too-many-uploads = Too many files are on their way at once.
    .next = { -kept } They go on by themselves in a while.
error-no-such-upload = { error-file-gone }
    .next = { error-file-gone.next }
error-upload-elsewhere = { error-not-json }
    .next = { error-not-json.next }
error-upload-other-checksum = { error-not-json }
    .next = { error-not-json.next }
error-upload-other-version = { error-not-json }
    .next = { error-not-json.next }
error-file-gone = The file is no longer on this device.
    .next = { -kept } Add it again, or send it without.
error-file-not-kept = There is no room on this device for the file.
    .next = Please make some room and add it again.
error-file-not-there = The city no longer has this file.
    .next = Its author may have taken it back.

## The directory
error-city-lost = Cases may still use “{ $id }”, so it can’t go.
    .next = You can give it another name. Its code stays.
error-retired = { $what ->
    [area] Nothing new can go to “{ $name }”: this area is retired.
    [department] Nothing new can go to “{ $name }”: this department is retired.
   *[category] Nothing new can go to “{ $name }”: this category is retired.
}
    .next = { -kept } Please choose another one.
error-area-holds-areas = An area in “{ $name }” is still in use.
    .next = Please retire what lies in it first, or keep it in use.
error-city-retired = The city itself is always in use.
    .next = You can give it another name.
error-city-moved = Somebody else changed the directory while you did.
    .next = Please look at it now, and change it again.
error-clock-out-of-range = A clock has 1 to 365 days.
    .next = { -kept } Please change this number.
error-number-out-of-range = This number goes from 1 to { $limit }.
    .next = { -kept } Please change it.
error-table-unreadable = This line has not as many cells as the first.
    .next = Please mend the table, and look again.
error-table-column-missing = The table has no column “{ $column }”.
    .next = Please name the columns in the first line.
error-table-id = “{ $id }” can’t be a code.
    .next = Please use up to 40 small letters, digits and hyphens.
error-table-twice = “{ $id }” is there already.
    .next = Please choose another code.
error-table-kind = “{ $kind }” is no level we know.
    .next = Please write city, district, street or community.
error-table-parent = “{ $parent }”, above “{ $id }”, is not known.
    .next = Please check the code of what is above.
error-table-name = Please give a name in Chinese, of up to 40 characters.
    .next = { -kept } You can save once it is there.
error-calendar-day = “{ $text }” is no day.
    .next = { -kept } Please write it like 10-1..7.
error-calendar-other-year = { $day } is not in { $year }.
    .next = { -kept } Please enter that year by itself.
error-calendar-made-up = { $day } is no weekend, so it is not made up.
    .next = { -kept } Please take it out.
error-calendar-twice = { $day } is both off and worked.
    .next = { -kept } Please leave it in one place.
error-calendar-year = Please write the year, like 2027.
    .next = { -kept } You can save once it is there.
error-calendar-empty = Please write the days off.
    .next = { -kept } You can copy them from the notice.
error-no-such-account = There is no such account.
    .next = Please find them once more by their sign-in name.
error-no-such-login = Nobody signs in with that name.
    .next = Please check it, or make an account for them.
error-own-role = You can’t take the administrator’s role from yourself.
    .next = Please ask another administrator.

## Arguments for and against
error-argument-exists = This reason is here already.
    .next = You need not send it again.
error-no-such-argument = This reason is not here any more.
    .next = { -kept } Its author may have taken it back.
error-argued-already = You have said a reason on this side already.
    .next = { -kept } Take that one back first, then say it anew.
error-too-many-arguments = There are { $limit } reasons here, and no room for more.
    .next = { -kept } You can support one that says the same.
error-own-argument = This is your own reason.
    .next = Others can support it.
error-not-your-argument = Only the one who said it can take it back.
    .next = You can report it if it must not stay.
error-argument-hidden = This reason is not shown any more.
    .next = The reason why stands in its place.
error-argument-kept = The city has looked at this already, and it stays.
    .next = You can read why below it.
error-reported-already = You have reported this already.
    .next = Someone from the city will look at it.
error-nothing-reported = This is not reported, or it was dealt with.
    .next = { -kept } Please see how it stands now.
error-nothing-hidden = This is still shown.
    .next = { -kept } Please see how it stands now.
error-said-anew = They have said it in other words since then.
    .next = { -kept } Only one of the two can stay. Please look at the new one.
error-responded-already = The city has answered this already.
    .next = { -kept } You can read the answer below it.
error-not-desk = Only a coordinator of this place or the lead department can do this.
    .next = { -kept } Please use the account of your desk.

## Places and maps
error-map-no-drawing = This device can’t draw a map.
    .next = The list and the address in words have everything.
error-map-none = This city has no map yet.
    .next = Please write the place in words. That is just as good.
error-map-not-here = The map can’t come right now.
    .next = Please try again later. Words will do as well.
error-place-refused = The app may not see where you are.
    .next = You can allow it in your settings. Or write the place in words.
error-place-unknown = We can’t find where you are.
    .next = Please press on the map, or write the place in words.
error-boundary-broken = The line around “{ $id }” is not closed.
    .next = Please mend it, and look again.
error-boundary-too-fine = The line around “{ $id }” has more than { $limit } points.
    .next = Please make it simpler, and look again.
error-boundaries-too-fine = All lines together have more than { $limit } points.
    .next = Please make them simpler, and look again.
error-geojson-unreadable = This is not a GeoJSON file of features.
    .next = Please choose another file.
error-geojson-id = This feature has no area code.
    .next = Please give it the area’s code as “id”.
error-geojson-area = “{ $id }” is no area we know.
    .next = Please add the area first, or mend the code.
error-geojson-twice = “{ $id }” is there twice.
    .next = Please leave one of them out.
error-geojson-shape = The shape of “{ $id }” can’t be read.
    .next = Please use a polygon in degrees, by WGS 84.
