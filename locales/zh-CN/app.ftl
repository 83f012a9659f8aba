# 各处都用的话：名字、去处、按钮、网络、字号
# 单位与变量：$count 个数，$page 页名，$date 已写好的日期

## 名字
app-name = 回声
app-slogan = 每一个声音，都有回应。
page-title = { $page } · 回声
language-name = 中文

## 去处
nav-label = 主要页面
nav-skip = 直接看正文
nav-home = 首页
nav-say = 说一件事
nav-proposals = 提案
nav-votes = 投票
nav-guide = 小声
    .ask = 说给小声听
nav-mine = 我的
nav-settings = 设置
nav-desk = 工作台
nav-sign-in = 登录
desk-coordinator = 受理
desk-supervisor = 监督
    .detail = 看新来的，收下、说明不收的原因，再交给部门。
desk-department = 承办
    .detail = 您部门手上的，先到期的在前。
desk-admin = 名录
    .detail = 区域、部门、类别和期限。每次改动都会公开记下来。

## 按钮
button-back = 返回
button-cancel = 取消
button-edit = 修改
button-keep = 留着
button-more = 再看一些
button-copy =
    .done = 已复制

## 大字
large-text-on = 大字
    .label = 换成大字
large-text-off = 退出大字
    .label = 换回普通字
large-text-said-on = 已换成大字。
large-text-said-off = 已换回普通字。

## 朗读
reading-start = 读给我听
    .label = 把这一页读给我听
reading-stop = 别读了
    .label = 别读了，安静下来

## 与城市的连接
link-offline = 现在没有网络
    .detail = 您照常写，有网后自动送出。
    .waiting = { $count } 件等着送出，都存在这台设备上。
    .retry = { $when }再试
link-troubled = 城市那边暂时没有回应
    .detail = 您写的都存好了，稍后自动再试。
link-signed-out = 登录已过期
    .detail = 请再登录一次，等着送出的都还在。
link-server = 城市的地址：{ $server }
link-try-now = 现在就试
link-device-only = 没有网络，只看得到这台设备上存着的。

## 等候、空白、找不到
loading = 正在打开…
saved-at = { $when }存好
optional = 可以不填
required = 请填写
department-some = 承办部门
list-between = 、
not-found-title = 没有这一页
    .detail = 地址可能写错了，或者它已经不在了。
    .action = 回首页
broken-title = 这一页出了点问题
    .detail = 您写的都还在。请再打开一次。
newer-title = 回声有新的一版
    .action = 换成新的
help-title = 需要帮忙？
    .detail = 可以打 12345，或到社区服务站，请人帮您写。
    .talk = 说一句，替您办
    .commands = 能说的话
