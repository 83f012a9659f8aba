# Votes

votes-title = Votes
votes-none = No vote is open right now.
    .detail = When there is one, we will tell you here and on Home.
votes-meanwhile = For now, you can support other people’s proposals. One tap is all it takes.
    .action = See the proposals
