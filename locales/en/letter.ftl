# Letters by e-mail: what happened, and the code of an address
# $change as the data name it, $title and $number of a proposal, $when a time in words, $city its name
# $count a number, $code six digits, $minutes a number

letter-subject = { notify-title }: “{ $title }”
    .many = { $count } pieces of news from { $city }
letter-step = { notify-title }: “{ $title }”, No. { $number }. { $when }
letter-open = Read it here
letter-why = You get this letter since you wrote it, spoke on it, follow or support it.
letter-stop = Stop these letters
letter-stopped = No more letters will come. You can change this in the app.
letter-code = Type this code in the app: { $code }. It works for { $minutes } minutes.
    .subject = Your code is { $code }
    .not-you = If it was not you who asked, you can forget this letter.
