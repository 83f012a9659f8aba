# 告诉别的系统的话（GeoReport v2）：事情办到哪里，提交后怎样了
# $state、$clock、$kind、$judgement 是数据里的名字
# $text 别人写的话，$number 提案编号，$date 已写好的日期

open311-notes = { proposal-state }。{ timeline-next }。
    .over = { proposal-state }。
    .answer = { answer-kind }：{ $text }
    .verdict = 提的人说：{ judgement }
open311-merged = 已并入提案 { $number }，一起办。
open311-unsorted = 其他
    .detail = 归到哪一类，由城市来定。
open311-notice = 城市收到了，编号 { $number }。
    .due = { $date }前{ clock-duty }。
    .person = 这里不保留姓名和联系方式。
    .media = 图片没有收下。
open311-key = 请向城市申请密钥。
open311-attribute-title = 简短的标题
    .detail = 最多 80 个字，不写就用开头几句。
open311-attribute-area = 在哪个地方
    .detail = 从列表里选，不选就算全市的。
open311-attribute-client = 您那边的编号
    .detail = 同一编号再送一次，仍是同一件。
