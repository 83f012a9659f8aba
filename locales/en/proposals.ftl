# The list of proposals: filters, orders, why it is in this order, nothing found
# $count a number, $text what was looked for, $order is newest, most_supported, most_urgent or nearest; $nowhere a number

proposals-title = Proposals
proposals-more = Show more
proposals-listed = { $count } listed.
    .found = { $count } listed for “{ $text }”.
proposals-end = That is all there is.

## Filters
proposals-search-label = Search
    .placeholder = street light, parking, bus…
    .clear = Clear
proposals-filter = Filter
    .clear = Clear all
proposals-filter-chosen = Filter: { $count } chosen
proposals-filter-area = Place
    .all = The whole city
proposals-filter-category = Category
    .all = All categories
retired-name = { $name } (retired)
proposals-filter-state = Progress
    .all = Any
    .open = Still open
    .done = Finished

## Orders
proposals-order-label = Order
proposals-order = { $order ->
    [newest] Newest first
    [most_supported] Most supported first
    [most_urgent] Most urgent first
    [nearest] Nearest first
   *[other] Default order
}
proposals-order-why =
    .detail = { $order ->
        [newest] Sorted by the time they were sent. No one can pay to come first.
        [most_supported] Sorted by how many people support each one. Each account counts once. When two have the same number, the newer one comes first.
        [most_urgent] Sorted by the date the city must act. What is due first comes first. Proposals that are not waiting for the city are left out.
        [nearest] Sorted by how far each place is from you, up to two kilometres. What has no pin on the map is left out.
       *[other] Sorted as the city sent them.
    }

## Nothing found
proposals-none = There are no proposals yet.
    .action = Be the first to say something
proposals-meant = This is a page of the app.
proposals-none-found = We found nothing that fits.
    .detail = Try another word, or use fewer filters.
proposals-none-offline = This device has no proposals saved yet.
    .detail = You will see them once you are online.
proposals-device-only = No network. These are the ones saved on this device. There may be more.

## Places
proposals-view = How to see the list
    .list = List
    .map = Map
proposals-near = Near me
    .away = Near me: show all again
proposals-bounds = Show what is in this part
    .away = This part of the map: show all again
proposals-on-map = { $nowhere ->
    [0] { $count } on the map.
   *[other] { $count } on the map. { $nowhere } without a pin are in the list only.
}
