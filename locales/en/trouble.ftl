# What may go wrong before anything else has come: the rest of errors.ftl
# error-<code> says what happened, .next that all is safe and what to do

## Said often
-kept = What you wrote is safe.
-newer = Please get the new version and try again.

## Codes
error-unknown = Something went wrong ({ $code }).
    .next = { -kept } Please try again in a while, or call 12345.
error-unreachable = We can’t reach the city right now.
    .next = { -kept } It will be sent by itself once you are online.
error-garbled = We could not understand the city’s reply.
    .next = { -kept } { -newer }
error-retry-later = The city’s service is very busy right now.
    .next = { -kept } We will try again by ourselves.
error-timed-out = It took too long to get an answer.
    .next = { error-retry-later.next }
error-stopping = The city’s service is restarting.
    .next = { error-retry-later.next }
error-internal = Something broke on the city’s side. It is not your fault.
    .next = { error-retry-later.next }
error-no-city = The city has not published its departments yet.
    .next = { -kept } You can send it once that is done.
error-session-ended = You have been signed out.
    .next = { -kept } Sign in again, and what is waiting will be sent by itself.
error-signed-out = { error-session-ended }
    .next = { error-session-ended.next }
error-device-full = This device is full. We could not save this.
    .next = Please make some room and try again. Your words are still on this page, so keep it open.
error-device-store-failed = This device could not save this.
    .next = Your words are still on this page, so keep it open and try again.
error-device-gone = Huisheng has stopped working.
    .next = What was saved is safe. Please close Huisheng and open it again.
error-page-missing = This page did not get through to this device.
    .next = { -kept } Try again once you are online.
error-city-broken = The directory does not hold together. Look at “{ $id }”.
    .next = The old one is still in use. Correct the new one and publish it again.
