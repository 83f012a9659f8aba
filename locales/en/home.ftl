# Home
# $greeting how we greet; $count a number; $title of a proposal; $department a department’s name

home-title = Home
home-ask = { $greeting }. What should the city hear?
home-say = Write it down
    .detail = In your own words
home-needs = Waiting for you
home-moving = In progress
    .none = What you send and what you follow will show up here, step by step.
home-latest = New from others
    .none = No one has said anything yet. Will you be the first?
    .all = See all proposals
home-overdue = See what is late

## What waits for you
need-reply = The city has a question for you:
need-judge = { $department } says it is done. Is it solved?
need-answered = { $department } has answered. Does that settle it?
need-draft = You started writing this
    .action = Keep writing
need-desk-coordinator = { $count ->
        [one] { $count } proposal is waiting to be accepted
       *[other] { $count } proposals are waiting to be accepted
    }
    .action = Go to the desk
need-desk-department = { $count ->
        [one] { $count } case is with your department
       *[other] { $count } cases are with your department
    }
    .action = Go to the desk
need-desk-supervisor = { $count ->
    [one] { $count } case for you to look at
   *[other] { $count } cases for you to look at
}
    .action = Open desk
need-desk-first = The first is due { $date }

## Home in large text
home-large-title = What would you like to do?
home-large-say = Say it
    .detail = Take your time
home-large-guide = Tell the guide
    .detail = Not sure where to start? Ask here.
home-large-mine = My things
    .detail = { $count ->
        [0] Nothing is waiting for you
        [one] { $count } is waiting for your reply
       *[other] { $count } are waiting for your reply
    }
home-large-proposals = What others say
    .detail = Read what they ask for
home-large-votes =
    .detail = No vote is open now
home-large-help = Get help
    .detail = Call 12345. Someone can write it for you
