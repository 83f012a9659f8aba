# Settings
# $size of the text, $when a time in words, $server an address, $version of the app, $address an e-mail address

settings-title = Settings
settings-saved = Saved

## Language
settings-language = Language
    .detail = It changes at once.

## Text size
settings-large-text = Large text
    .detail = Large words and large buttons, made for older eyes.
settings-text-size = Text size
    .value = Size { $size }
    .smaller = Smaller
    .larger = Larger
    .sample = This is how large the text is. Can you read it well?

## Colours
settings-theme = Colours
    .device = Same as my device
    .light = Light
    .dark = Dark
settings-contrast = High contrast
    .detail = Darker words and clear edges.

## My place, my name, news
settings-area = I live in
    .detail = We will show you what is nearby first.
    .none = Not chosen yet
settings-signature = Name I sign with
    .detail = You may leave this out. You can change it each time.
settings-notify = Tell me when something happens
    .on = On, also while the app is closed
    .off = Off
    .wait = One moment …
    .unreachable = News did not get here. Please turn it off and on again.
notify-ask = Shall we tell you when something happens?
    .detail = You will hear of it even if the app is closed. You can change this in Settings.
    .yes = Yes, tell me
    .no = No, thank you
    .done = Good, we will tell you.
telling-pace = How often
    .at_once = At once
    .daily = Once a day, in the morning
    .never = Never
telling-quiet-from = Quiet from
telling-quiet-until = Until

## The link
settings-link = Connection to the city
    .synced = Last checked with the city: { $when }
    .never = Not connected yet

## Account, and about the app
settings-account = Account
settings-about = About Huisheng
    .version = Version { $version }
    .promise = There are no ads. Nothing about you goes to other websites.

## Keys of the desks
# $letter one letter; $other the step that has it
settings-keys = Keys at the desk
    .detail = Type a letter to change a key. Leave it empty to use no key.
    .fixed = Ctrl and Enter always sends. Ctrl and K always opens “Say what to do”.
    .first = Use the first keys again
    .taken = { $letter } is already “{ $other }”. Nothing was changed.

## Letters
letters-title = News by e-mail
    .detail = You can have a letter when something happens. No one else sees the address.
    .off = You get no letters.
    .on = Letters go to { $address }.
    .unreachable = Letters could not reach this address. Please check it and save it again.
letters-address = E-mail address
letters-save = Save
    .again = Send a new code
    .sent = We sent you a letter with a code.
letters-code = The code in the letter
    .detail = Six digits. It works for 15 minutes.
letters-confirm = Confirm
    .done = Done. News will come to this address.
letters-forget = Forget this address
    .done = The address is gone.
