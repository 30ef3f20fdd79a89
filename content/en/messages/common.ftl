# Words that several screens share.

# The four buttons under each nudge.
outcome-did = Did it
outcome-not-yet = Not yet
outcome-not-for-me = Not for me
outcome-stuck = Stuck

# The confidence scale.
confidence-1 = 1 · not sure at all
confidence-2 = 2 · a little unsure
confidence-3 = 3 · half and half
confidence-4 = 4 · fairly sure
confidence-5 = 5 · very sure

# An answer in one line.
answer-choice = “{ $choice }”
answer-confidence = confidence { $rating } of 5

# Beside a progress bar.
progress-of = { $answered } of { $days } days answered

# Days in a row: Mon to Fri.
weekdays-run = { $first } to { $last }

# Leave, from its first day to its last.
leave-range = { $first } to { $last }

# At the end of a list that is too long for Slack.
list-more = … and { $count } more.

# The six kinds of nudge.
kind-notice = notice
kind-try = try
kind-reflect = reflect
kind-plan = plan
kind-review = look back
kind-ask-your-team = ask your team

# Where a member stands, in a few words.
standing-on-track = on track
standing-active = on track
standing-starting = about to start
standing-queued = next track waiting
standing-silent = quiet lately
standing-paused = paused
standing-paused-until = paused until { $date }
standing-on-leave = on leave
standing-on-leave-until = on leave until { $date }
standing-finished = track finished
standing-stopped = track stopped
standing-unreachable = messages do not arrive
standing-deactivated = account closed
standing-untold = not told yet that you are their coach
standing-none = no track

# What stands in somebody's words for a Slack reference whose name is not known: "ask @someone",
# "I wrote it in a channel", "until a date".
mention-somebody = @someone
mention-channel = a channel
mention-group = a group
mention-date = a date
