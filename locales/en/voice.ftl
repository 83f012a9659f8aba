# What can be done by saying it: a wording a line, the first is the one we teach
# Answers (yes, no) and numbers must be heard word for word; the others may be heard a little wrong

## Where to go
command-home =
    go home
    home
    home page
    go to the home page
    main page
    open home
    take me home
command-back =
    go back
    back
    previous
    previous page
    previous step
    step back
    take me back
command-next =
    next
    next one
    next page
    next step
    continue
    go on
    move on
    go forward
command-list =
    show all proposals
    show proposals
    all proposals
    open proposals
    list proposals
    proposals
    what others say
    see what others say
command-overdue =
    show late cases
    late cases
    open late cases
    what is late
    what is overdue
    overdue
    overdue list
command-mine =
    show my proposals
    my proposals
    open my proposals
    mine
    show mine
    my things
    what I sent
command-settings =
    open settings
    settings
    go to settings
command-help =
    help
    help me
    I need help
    what can I say
    how does this work
    show help

## Say and do
command-say =
    make a suggestion
    make a proposal
    I want to say something
    say something
    new proposal
    I have a suggestion
    write a proposal
    report a problem
    I want to report a problem
    speak up
command-support =
    I support this
    I support it
    support this
    support it
    support
    support this proposal
    I agree
command-follow =
    follow this
    follow it
    follow
    follow this proposal
    keep me posted
command-vote =
    open votes
    vote
    votes
    show votes
    I want to vote
    go to votes
    open voting
command-send =
    send it
    send
    send it now
    send my proposal
    submit
    submit it
    confirm and send
command-delete =
    delete it
    delete
    delete this
    remove it
    remove this
command-solved =
    it is solved
    solved
    it’s solved
    problem solved
    it is fixed
command-partly =
    it is partly solved
    partly solved
    half solved
command-unsolved =
    it is not solved
    not solved
    still not solved
    unsolved

## Reading aloud
command-read =
    read it to me
    read this page
    read it
    read
    read to me
    read aloud
    read it aloud
    read the page
command-stop =
    stop
    stop reading
    stop it
    be quiet
    quiet
    enough
command-pause =
    pause
    pause reading
    wait
    hold on
command-resume =
    keep reading
    go on reading
    continue reading
    resume
    read on
command-repeat =
    say it again
    say that again
    read it again
    repeat
    once more
command-slower =
    read slower
    slower
    speak slower
    slow down
    too fast
    more slowly
command-faster =
    read faster
    faster
    speak faster
    speed up
    too slow

## Size of the text
command-bigger =
    bigger text
    bigger
    make it bigger
    make the text bigger
    larger text
    larger
    zoom in
command-smaller =
    smaller text
    smaller
    make it smaller
    make the text smaller
    zoom out

## Answers
command-yes =
    yes
    yes it is
    that is right
    correct
    confirm
    OK
    okay
    sure
command-no =
    no
    no it is not
    wrong
    cancel
    never mind

## Choosing by number
command-first =
    the first one
    first one
    first
    number one
    number 1
command-second =
    the second one
    second one
    second
    number two
    number 2
command-third =
    the third one
    third one
    third
    number three
    number 3
command-fourth =
    the fourth one
    fourth one
    fourth
    number four
    number 4
command-fifth =
    the fifth one
    fifth one
    fifth
    number five
    number 5

## Rules of listening
# Kind words before or after count for nothing
voice-courtesy =
    please
    could you
    can you
    would you
    um
    well
    thank you
    thanks
# Who says one of these does not mean a wording without it
voice-negation =
    not
    no
    never
    don’t
    cannot
    can’t
# A sentence in the manner in which all other words are written down
voice-manner = This is what somebody says to the city.
