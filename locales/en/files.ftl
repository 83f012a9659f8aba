# Photos and files that go along: choosing, describing, taking out, how far they are, opening
# Variables: $count how many, $limit the most, $name what it is called, $size, $percent, $number which one, $where where it is, $kind

files-title = Photos and files
    .hint = Photos, PDF files and sound are fine, up to { $limit }. We take out when and where a photo was taken.
files-choose = Choose photos or files
files-photo = Take a photo
files-keeping = Saving it…
files-kept = Saved on this device: { $name }
files-removed = Taken out: { $name }
files-remove = Take out
    .ask = Take out “{ $name }”?
    .detail = It will not go along, and the app will not keep it.
files-alt-label = What is it?
    .hint = People who can’t see it will hear this. You can leave it out.
files-place = Keep when and where it was taken
    .detail = When this is on, everyone can see the time and place.
files-size = { $megabytes ->
    [0] Less than 1 MB
   *[other] { $megabytes } MB
}
files-count = { $count ->
    [one] 1 file
   *[other] { $count } files
}
files-shown = Photos and files
files-open = Make it large: { $name }
files-close = Make it small again
files-save = Save the PDF: { $name }
files-saved = Saved here: { $where }
files-unnamed = { $kind ->
    [image] Photo { $number }
    [audio] Sound { $number }
   *[other] File { $number }
}
files-way = { $state ->
    [there] { $name }: with the city
    [going] { $name }: { $percent }% sent
   *[other] { $name }: waiting
}
