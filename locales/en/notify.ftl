# Notices of the system, also used in News
# $change as the data name it, $title of a proposal, $clock the name of a clock, $date a date in words, $count a number

notify-title = { $change ->
    [submitted] The city has it
    [accepted] The city accepted it
    [declined] Not accepted, please read why
    [assigned] A department has it now
    [returned] Returned, the right department is being found
    [taken] Work has started
    [noted] The department added a note
    [answered] There is an answer
    [resolved] The department says it is done, please check
    [judged] Closed with a verdict
    [reopened] Not solved yet, so it is reopened
    [closed_unjudged] Closed with no verdict
    [withdrawn] Withdrawn
   *[other] There is news
}
notify-body = “{ $title }”
    .due = “{ $title }” · by { $date }: { clock-duty }
