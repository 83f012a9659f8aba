# 投票

votes-title = 投票
votes-none = 现在没有正在进行的投票。
    .detail = 有了投票，首页和这里都会告诉您。
votes-meanwhile = 您现在就能支持别人的提案，一点就行。
    .action = 去看提案
