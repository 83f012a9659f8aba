# What there is of a person: to take along

personal-title = My data
    .detail = What you write is yours. You can take it with you.
personal-take = Save my data
    .detail = You get one file. It has what you wrote and chose, here and at the city.
    .done = Done. The file is with your downloads.
