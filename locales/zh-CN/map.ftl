# 地图：打开、图钉、我在哪里
# $area 地方

map-title = 在地图上
map-show = 看地图
map-hide = 收起地图
map-loading = 地图就来……
map-nearer = 放大
map-farther = 缩小
map-here = 我现在的位置
    .asking = 正在找您的位置……
map-label =
    .pin = 地图。点一下放图钉，方向键移动，加减号放大缩小。
    .one = 地图，标出这件提案的位置
    .list = 地图，标出列表里的提案
map-pin =
    .how = 在地图上点一下，放个图钉，也可以用方向键。只写字也一样好。
    .area = 图钉在{ $area }。地方还可以自己改。
    .elsewhere = 图钉不在已知的地方里。请自己选一下地方。
    .public = 图钉和地址一样，大家都能看到。
    .away = 拿掉图钉
