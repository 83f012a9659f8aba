# Recording at the press of a button: speak, stop, listen, delete
# $minutes at most, $said and $left in seconds, $number which one, $seconds how long, $text what was heard

recording-start = Press once and take your time
recording-done = I’m done
recording-pause = Pause
recording-go-on = Go on
recording-hint =
    .both = Up to { $minutes } minutes. Your words are written down, and the recording is kept too.
    .words = Up to { $minutes } minutes. Your words are written down for you to check.
    .city = Up to { $minutes } minutes. The city turns the sound into words and keeps none of it. The recording stays on this device.
    .kept = Up to { $minutes } minutes. We can’t write it down here yet. The recording stays with your draft.
recording-state =
    .listening = Listening. Take your time.
    .paused = Paused. Not listening.
    .recognising = Writing down your words…
    .written = Written down: “{ $text }” Please check it.
    .nothing = We could not make out any words. The recording is still there.
    .kept = Recorded and kept.
    .deleted = The recording is deleted.
recording-time = { $said } s so far, { $left } s left

recordings-title = Your recordings
recording-name = { $number }: { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}
recording-play = Listen
    .stop = Stop
recording-words = Write it down
recording-delete = Delete
recording-delete-ask = Delete this recording?
    .detail = You can’t get it back.
