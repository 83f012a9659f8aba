# Notices of the system, also used in News
# $change as the data name it, $title of a proposal, $clock the name of a clock, $date a date in words, $count a number

notify-title = { $change ->
    [submitted] The city has it
    [accepted] The city accepted it
    [declined] Not accepted, please read why
    [appealed] The author appealed, another coordinator will look
    [closed_unappealed] Closed with no appeal
    [merged] Merged with one that says the same
    [unmerged] No longer merged, it goes on by itself
    [joined] One that says the same was merged into it
    [parted] One that was merged into it goes on by itself
    [assigned] A department has it now
    [returned] Returned, the right department is being found
    [taken] Work has started
    [handed_over] A case at your desk has a new holder
    [prepared] A colleague prepared the next step
    [checked] A colleague read what was prepared
    [discarded] What was prepared was discarded
    [asked] The city has a question for you
    [replied] The author replied
    [resumed] No reply came, work goes on
    [extended] The answer will take longer, please read why
    [contributed] Another department gave its part
    [excused] A department is no longer part of it
    [noted] The department added a note
    [answered] There is an answer
    [achieved] The department finished a step
    [resolved] The department says it is done, please check
    [judged] Closed with a verdict
    [reopened] Not solved yet, so it is reopened
    [convened] The day of the hearing is set
    [concluded] The hearing has a result
    [drawn] Drawn by lot for a citizen to look at
    [entrusted] You are asked to look at a case
    [inquired] The citizen supervisor asks the department
    [clarified] The department replied to the supervisor
    [assessed] The citizen supervisor has decided
    [closed_unjudged] Closed with no verdict
    [withdrawn] Withdrawn
    [disowned] The author left
    [erased] The author took the words back
    [escalated] It is late, so it went up one level
    [argued] Somebody gave a reason for or against it
    [responded] The city answered what you said
    [kept] What you said was reported, and it stays
    [restored] What you said is shown again
    [hidden] What you said is not shown any more, please read why
   *[other] There is news
}
notify-body = “{ $title }”
    .due = “{ $title }” · by { $date }: { clock-duty }
