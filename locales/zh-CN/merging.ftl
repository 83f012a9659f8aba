# 并案：说同一件事的提案，放在一起办
# $count 件数

merging-into = 这件事并到这里，一起办：
merging-joined = 有 { $count } 件说同一件事，并到这里一起办
merging-part = 到工作台取消并案
merging-ask = 您支持过这一件。要把支持转过去吗？
    .detail = 由您决定。不转，您的支持就留在这里。
    .go = 转过去
    .stay = 留在这里
merging-moved = 您的支持转过去了
merging-stays = 您的支持留在这里。
merging-supports = 您的支持在那一件里。
