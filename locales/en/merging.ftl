# Merged proposals: those that say the same are handled as one
# $count how many

merging-into = This goes on here, as one:
merging-joined = { $count ->
    [one] { $count } that says the same goes on here
   *[other] { $count } that say the same go on here
}
merging-part = Undo the merge at your desk
merging-ask = You support this one. Move your support?
    .detail = You decide. If you don’t, your support stays here.
    .go = Move it
    .stay = Leave it here
merging-moved = Your support was moved
merging-stays = Your support stays here.
merging-supports = Your support is with that one.
