# The map: opening it, the pin, where I am
# $area an area

map-title = On the map
map-show = Show the map
map-hide = Hide the map
map-loading = The map is on its way.
map-nearer = Closer
map-farther = Farther
map-here = Where I am now
    .asking = We look where you are.
map-label =
    .pin = Map. Press to set a pin. The arrow keys move it. Plus and minus bring it closer and farther.
    .one = Map. The pin shows where it is.
    .list = Map. The pins show where things are. The list has them all.
map-pin =
    .how = Press on the map to set a pin. You can use the arrow keys too. Words are just as good.
    .area = The pin is in { $area }. You can still change that.
    .elsewhere = We do not know this part. Please choose it in the list.
    .public = Everyone can see the pin, like the address.
    .away = Take the pin away
