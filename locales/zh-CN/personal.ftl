# 关于一个人的东西：可以带走

personal-title = 我的数据
    .detail = 您写的都是您的，可以带走。
personal-take = 存一份我的数据
    .detail = 得到一个文件，有您写的和选的，这里和城市的都有。
    .done = 好了，文件在下载文件夹里。
