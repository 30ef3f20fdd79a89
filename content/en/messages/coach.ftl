# What coaches read: their Home tab and the answers to /coach.

home-queue = People to reach out to
home-roster = Your people
home-assign = Assign a track
home-report = Report
home-coach-help = All you can do here: `/coach help`

# The queue: why somebody is in it.
reason-asked = { $who } asks you to get in touch.
reason-answered = { $who } has answered you.
reason-stuck =
    { $count ->
        [one] { $who } is stuck.
        [2] { $who } has been stuck twice.
       *[other] { $who } has been stuck { $count } times.
    }
reason-confidence = The confidence of { $who } is lower lately, on *{ $detail }*.
reason-promise = You have promised { $who }: { $detail }
reason-unreachable =
    { $away ->
        [deactivated] The Slack account of { $who } is closed, so nothing reaches them. Their track can be stopped.
       *[other] My messages to { $who } aren't arriving, so they haven't gone quiet. Slack says: { $detail }. I try again once a week, and as soon as they use me. Once it's fixed, `/coach resume { $who }` tries at once.
    }
reason-parked = { $who } has left { $count } of the last nudges at *Not yet*: { $detail }
reason-poor-fit = “Not for me”, says { $who } of { $count } of the last five: { $detail }. Another track may suit them better.
reason-rough = { $who } has twice given an answer on *{ $detail }* that may be worth a talk.
reason-silent =
    { $count ->
        [one] { $who } has not answered the last nudge.
       *[other] { $who } has not answered the last { $count } nudges. They are neither paused nor on leave, and the messages arrived.
    }
reason-good-news = { $who } has finished *{ $detail }*. A word from you now is worth a lot.
reason-short-asked = asked for you
reason-short-answered = has answered you
reason-short-stuck = stuck
reason-short-confidence = confidence lower lately
reason-short-promise = you promised something
reason-short-unreachable = messages do not arrive
reason-short-parked = much left at “not yet”
reason-short-poor-fit = much is not for them
reason-short-rough = two answers worth a talk
reason-short-silent = quiet lately
reason-short-good-news = finished a track

queue-about = About: *{ $nudge }*
queue-also = Also: { $reasons }
queue-kept = What they wrote is kept to themselves.
queue-by = Reach out by { $date }.
queue-late = Planned for { $date }. Today still helps.
queue-write = Reply
queue-talked = We talked
queue-snooze = Snooze
queue-snooze-1 = Until the next working day
queue-snooze-3 = For three working days
queue-snooze-5 = For a working week
queue-not-needed = Not needed
queue-note = Note
queue-promise = Promise
queue-dm = Open DM
queue-show = Show
queue-title =
    { $count ->
        [one] *To follow up: one person*
       *[other] *To follow up: { $count } people*
    }
queue-range = { $first } to { $last } of { $count }
queue-more = Show the next
queue-start = Back to the first
queue-empty = Nobody is waiting for you.
queue-resting =
    { $count ->
        [one] One more person can wait: you were in touch in the last five working days.
       *[other] { $count } more people can wait: you were in touch in the last five working days.
    }
queue-snoozed =
    { $count ->
        [one] One person is snoozed.
       *[other] { $count } people are snoozed.
    }
queue-opener = An opening that works: “Hi, how is it going with this? Happy to talk for ten minutes, or to leave you be.”

# A message to a member, through Baton.
write-form = A message
write-form-about = To { $person }
write-text = Your message
write-send = Send
write-how = It goes at once, in Baton’s messages, with your name on it. The answer comes back to you. What is open about them in your queue closes. Baton forgets the words after { $days } days, unless they keep what was said.
coach-wrote = { $person } has your message. The answer comes back to you.
coach-writing = Your message to { $person } is on its way. If Slack does not take it, your queue will say so.
coach-answered = { $person } answered your message.
coach-answered-read = Read it

# Notes and promises: for the coach's eyes alone.
note-form = A note
note-form-about = About { $person }
note-text = What do you want to remember?
note-private = Only you read it: no other coach, no admin, not the person it is about. It goes after { $days } days (a promise, so long after it is closed), when you delete it, and when their data goes. What they did or said, rather than what they are like, will help you most.
promise-form = A promise
promise-form-about = To { $person }
promise-text = What will you do?
promise-when = By when?
promise-by = For { $date }.
promise-late = It was for { $date }. Today still helps.
promise-kept = Done
promise-move = Another day
promise-dropped = Drop it
promise-due = Today’s promise, to { $person }: { $text }
coach-noted = Noted about { $person }. Only you read it, in `/coach show`, for { $days } days.
coach-promised = Kept. On { $date } it is in your queue, and a message reminds you that morning. { $person } does not see it.
coach-promise-kept = Kept, and off your list.
coach-promise-dropped = Dropped. Perhaps tell them so.
coach-promise-moved = Moved to { $date }.

# The roster.
roster-title = *Your people: { $count }*
roster-others = Show them
roster-empty = Nobody yet. To begin: `/coach assign @name start-here`
roster-next = Next nudge: { $when } their time, not counting today's
roster-last = Last answer: { $date }
member-answers = *Latest nudges and answers*
member-counts = { $sent } sent · { $answered } answered · { $did } done
roster-more = One person in full: `/coach show @name`

# One member: the way so far, and what is between the two.
path-did = { $count } done
path-not-yet = { $count } not yet
path-not-for-me = { $count } not for them
path-stuck = { $count } stuck
path-answered = { $count } answered
path-kept = { $count } answered, theirs alone
path-open = { $count } without an answer
path-coming = { $count } to come
trend-up = Confidence, as far as they share it: higher lately.
trend-same = Confidence, as far as they share it: much the same.
trend-down = Confidence, as far as they share it: lower lately.
trend-unknown = Confidence: too few ratings to say.
member-not-shown = Not for you to read: the ratings themselves, private days, what they keep to themselves, and words of distress. Of these you see at most that there is an answer.
member-plans = *What they plan to do, as far as they share it*
member-plan-asks = Baton asks about it on { $when }, their time.
member-plan-asked = Baton has asked about it; no answer yet.
member-plan-no-time = For no particular time.
member-promises = *What you have promised*
member-promise = • { $date }: { $text }
member-promise-kept = • Done, for { $date }: { $text }
member-notes = *Your notes*
member-note = { $date }: { $text }
member-notes-age = Notes go by themselves after { $days } days.
note-delete = Delete
note-delete-title = Delete this note?
note-delete-sure = It is gone for good then. Nobody else has read it.
coach-note-deleted = The note is deleted.
member-contacts = *You and them*
contact-talked = • { $date }: you talked
contact-wrote = • { $date }: you wrote
contact-answered = • { $date }: they answered

# What came of `/coach assign`.
assigned-title =
    { $count ->
        [0] *{ $track }* was not assigned to anyone.
        [one] *{ $track }* is assigned to one person.
       *[other] *{ $track }* is assigned to { $count } people.
    }
assigned-first =
    • { $who }: the first nudge comes on { $when } ({ $zone }). { $count ->
        [one] A welcome before it says that it comes from you.
       *[other] Welcomes before it say that it comes from you.
    }
assigned-behind = • { $who }: after “{ $track }”, which is running.
assigned-later = • { $who }: paused. The welcome comes when they go on, and the first nudge on the working day after.
assigned-not = • { $who }: not assigned. { $why }
assigned-changed = { $line } _This is not as it was in the dry run._

# Before it happens: what `/coach assign` would do.
dry-title = *{ $track }* · { $days ->
        [one] one day
       *[other] { $days } days
    } · { $count ->
        [0] for nobody
        [one] for one person
       *[other] for { $count } people
    }
dry-nothing-yet = This is a dry run: nothing has happened yet.
dry-nobody = So there is nothing to assign.
dry-first = • { $who }: first nudge on { $when } ({ $zone }), the last on { $last } if each is answered as it comes.
dry-holidays =
    { $count ->
        [one] A public holiday lies in between: { $names }.
       *[other] Public holidays in between: { $names }.
    }
dry-leave =
    { $count ->
        [one] One day of leave lies in between.
       *[other] { $count } days of leave lie in between.
    }
dry-behind = • { $who }: on “{ $track }” with you now, so this waits until it ends.
dry-paused = • { $who }: paused. It begins when they go on.
dry-keeps-hour = They keep the hour they have.
dry-not = • { $who }: left out. { $why }
dry-group-empty = Nobody is in { $group }.
dry-group-unread = Slack does not let Baton read { $group } ({ $reason }).
dry-note = They read your note in their welcome:
dry-assign = Assign
dry-cancel = Leave it
dry-cancelled = Left as it was: nobody was assigned.
dry-looking =
    Looking at { $count } people, { $done } so far. It may take a minute for each hundred.
dry-assigning = Assigning: { $done } of { $count } so far.
dry-working = One moment …

# The form of `/coach assign`. Titles and buttons have room for 24 characters.
form-not-served = Not available here
form-assign = Assign a track
form-assign-look = Dry run
form-assign-people = People
form-assign-groups = Groups
form-assign-groups-hint = Whoever is in them now.
form-assign-cohorts = Your cohorts
form-assign-slack-groups = Slack groups
form-assign-track = Track
form-assign-track-about = { $days } days · { $purpose }
form-assign-start = First day
form-assign-start-hint = Left empty, it begins as soon as can be.
form-assign-at = Hour
form-assign-at-hint = For people who are new to Baton. The others keep the hour they have.
form-assign-note = A note from you
form-assign-note-hint = They read it in their welcome.
refused-myself = That is Baton itself.
refused-yourself = That is you: nobody coaches themself. To see the days as members get them: `/coach show start-here 1`. For a track of your own, ask another coach.
refused-unknown = Slack knows nobody of that name here.
refused-bot = That is an app.
refused-deactivated = The account is closed.
refused-guest = That is a guest of the workspace.
refused-unread = Slack did not say who that is. Please try them again in a minute.
refused-too-far = { $date } is more than a year away. Please choose a nearer day.
refused-past = Where they are, { $date } has passed. Please give a day that is still to come.
refused-other-coach = { $coach } coaches them on a track that is running. Please settle it between you first.
refused-on-it = “{ $track }” is running or waiting for them already.
assigned-undo = Undo

# Tracks.
tracks-title = *Tracks.* To assign one: `/coach assign @name` and its id.
track-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
track-for = For: { $audience }
track-needs-every = Comes after { $tracks }.
track-needs-either = Comes after one of { $tracks }.
track-needs-count = Comes after any { $count } tracks.
track-draft = Draft: not ready to assign.
track-note = *For you, never sent:* { $note }
track-day = { $day }. { $title } · { $kind }
track-private = private
track-assign = To assign it: `/coach assign @name { $track }`

# Above a day that a coach looks at.
preview-note = For your eyes only: this is how the day looks to the people you coach. Nothing you press here is kept.
preview-draft = For your eyes only, and a draft: nobody can be given this track yet. Nothing you press here is kept.
notice-preview = This card was for looking at. Nothing was kept.

# The answer to `/coach help`.
help-coach =
    • `/coach assign { $member } { $track }` gives a track, after a dry run and your yes. A welcome comes in their next working hours, the first nudge on the working day after. Add `from monday` or `at 08:30`; `/coach assign` alone opens a form.
    • `/coach cohort spring @group` names a group; then `/coach assign spring { $track }`, and `/coach cohort` shows each in a line
    • `/coach unassign { $member }` stops it · `/coach pause { $member } 1w` lets them rest, `/coach resume { $member }` ends it · `/coach move { $member } @coach` hands them over
    • `/coach undo` takes your last step back · `/coach log` shows them all
    • `/coach tracks` lists the tracks · `/coach show { $track }` shows one, `/coach show { $track } 2` sends you that day as members get it
    • `/coach roster` lists your people · `/coach show { $member }` shows one
    • `/coach queue` says whom to reach out to
    • `/coach report` counts what came of the nudges, `/coach report spring` those of a cohort or a track · `/coach export` gives it as a table
    • `/coach note { $member } …` keeps a note · `/coach promise { $member } friday …` keeps a promise, and comes back to you on its day
    • `/coach appoint @name`, `/coach dismiss @name` and `/coach handover @from @to` are for admins
help-coach-note = You see your own people only, and only the answers they share. Baton's Home tab does most of this with buttons.

# What coaches are told.
coach-member-stopped = { $member } has stopped “{ $track }” after a long pause. You no longer see their answers. They are still paused; you two may want to talk before another track begins.
coach-asked-track = { $member } would like another track, and has paused until you have talked.
coach-asked-track-undone = { $member } has taken that back, so there's nothing you need to do about it.
coach-asked = { $member } would like to talk with you. Within a working day is good. `/coach queue` has the rest.
coach-typed = You wrote: { $line }
coach-talked = Good. This one is off your list.
coach-snoozed = Off your list until { $date }.
coach-not-needed = Off your list. If it comes up again, it comes back.
coach-undone =
    { $count ->
        [one] Taken back for one person. Nothing more of it is sent.
       *[other] Taken back for { $count } people. Nothing more of it is sent.
    }
coach-unassigned = { $person } is off “{ $track }”. What they answered stays theirs.
coach-appointed = { $person } is a coach now. Baton has asked them to confirm that they are not the line manager of the people they coach; then they can begin.
coach-dismissed = { $person } is no longer a coach.

# Moving, resting, undoing, and the log of it.
coach-moved = { $person } is with { $coach } from now on. They are told in their next working hours, before the next nudge.
coach-got-one = { $coach } has handed { $person } over to you. They are told in their next working hours; from then on `/coach show` tells how they are doing.
coach-got-all =
    { $count ->
        [one] One person of { $coach } is with you from now on. `/coach roster` lists them; you can see how they're doing once they've been told.
       *[other] { $count } people of { $coach } are with you from now on. `/coach roster` lists them; you can see how each is doing once they've been told.
    }
coach-handed-over =
    { $count ->
        [one] One person is with { $coach } from now on. They are told in their next working hours.
       *[other] { $count } people are with { $coach } from now on. Each is told in their next working hours.
    } Take it back with `/coach undo`. If { $leaving } is to be no coach any more: `/coach dismiss`
coach-paused = { $person } rests until they come back by themself.
coach-paused-until = { $person } rests until { $date }.
coach-paused-told = They have been told.
coach-paused-not-told = They are outside their hours now, so Baton does not write to them; their Home tab says so.
coach-resumed = { $person } goes on.
coach-resumed-when = { $person } goes on. The next nudge after today comes on { $date }.
coach-tried-again =
    { $date ->
        [none] I'll try { $person } again as soon as a nudge is planned for them.
       *[other] I'll try { $person } again on { $date }, with their next nudge.
    }
coach-resumed-told = They have been told.
coach-resumed-not-told = They are outside their hours now, so Baton does not write to them; their Home tab says so.
coach-undone-nothing-else = Taken back.
undone-assign =
    { $count ->
        [one] Taken back for one person. Nothing more of it is sent.
       *[other] Taken back for { $count } people. Nothing more of it is sent.
    }
undone-unassign = Taken back: the track goes on where it stopped.
undone-move = Taken back: they are with you again, and are told so.
undone-handover =
    { $count ->
        [one] Taken back: one person has their coach again.
       *[other] Taken back: { $count } people have their coach again.
    }
undone-rest = Taken back: their nudges go on.
undone-wake = Taken back: the pause is as it was.
undone-not = Left as it is: { $why }
undo-stopped = { $person } was taken off that track since.
undo-finished = { $person } has finished that track since.
undo-too-late = That was more than { $days } days ago, so it can't be undone any more. `/coach move` hands people over.
undo-answered = { $person } has answered { $coach } since then, so this can't be undone any more. { $coach } can hand them over with `/coach move`.
undo-with-other = { $person } is with { $coach } now. Please settle it with them.
undo-changed = The track of { $person } has changed since.
undo-on-other-track = { $person } is on “{ $track }” now, and has begun it. `/coach unassign @name` first, then undo once more.
undo-assigned-again = The same track waits for { $person } already.
undo-pause-changed = { $person } has changed the pause since, so it stays theirs.
undo-pause-over = The pause of { $person } would be over by today.

log-title = *What was done*
log-empty = Nothing yet. What you assign, move, pause and take back is kept here.
log-line = { $when } · { $what }
log-undone = _taken back_
log-by = { $actor }: { $what }
log-assign = “{ $track }” for { $whom }
log-unassign = { $whom } off “{ $track }”
log-move = { $whom } moved to { $to }
log-handover = { $whom } handed over to { $to }
log-rest = { $whom } paused
log-wake = { $whom } goes on after a pause
log-undo = took something back
log-appoint = appointed { $to } as a coach
log-dismiss = dismissed { $to } as a coach
log-confirm = confirmed not to be anybody's line manager here
log-delete-note = deleted a note about { $whom }
log-cohort =
    { $track ->
        [none] changed a cohort
       *[other] changed the cohort { $track }
    }
log-erased = somebody who was erased
log-and-more = { $whom } and { $count } more
log-newer = Newer
log-older = Older

# What a coach confirms when they are appointed.
coach-confirm = You are a coach on Baton now. One thing first: a coach is not the line manager of the people they coach, so that an answer is never read by whoever decides about pay and work. Members are told that you have confirmed it.
coach-confirm-yes = I am not their manager
coach-confirmed = Thank you. Your people's welcome says so. To begin: `/coach assign`, or `/coach help`

# Cohorts: named groups of people.
cohort-title = *Your cohorts*
cohort-none = No cohorts yet. To name one: `/coach cohort spring @group`
cohort-line =
    { $count ->
        [one] *{ $cohort }* · one person
       *[other] *{ $cohort }* · { $count } people
    }
cohort-no-track = nothing assigned yet
cohort-stands = { $track }: { $running } on it, { $waiting } waiting, { $finished } finished, { $behind } not begun
cohort-people = In it: { $who }
cohort-late =
    { $count ->
        [one] Not on its track yet: { $who }. They would begin on day 1.
       *[other] Not on its track yet: { $who }. They would begin on day 1.
    }
cohort-catch-up = Catch up
cohort-how = `/coach assign spring start-here` assigns to one · `/coach cohort spring @name` takes people in · `/coach cohort spring without @name` · `/coach cohort spring dissolve`
cohort-kept =
    { $count ->
        [one] *{ $cohort }* has one person now, { $new } new. To assign to it: `/coach assign { $cohort } start-here`
       *[other] *{ $cohort }* has { $count } people now, { $new } new. To assign to it: `/coach assign { $cohort } start-here`
    }
cohort-without =
    { $count ->
        [0] Nobody of these was in *{ $cohort }*, so nothing has changed.
        [one] One person is out of *{ $cohort }*. Their track goes on.
       *[other] { $count } people are out of *{ $cohort }*. Their tracks go on.
    }
cohort-dissolved = *{ $cohort }* is no cohort any more. Its people and their tracks stay as they are.

# What admins may know.
counts-title = *People who are coached: { $count }*
counts-none = There is nothing to count yet.
counts-line = • { $who }: { $count } people, { $running } on a track now, { $finished } have finished one
counts-few =
    { $count ->
        [one] One coach has fewer than { $fewest } people; these are counted nowhere here.
       *[other] { $count } coaches have fewer than { $fewest } people; these are counted nowhere here.
    }
counts-no-words = Admins see counts over five people or more, and nobody's answers.
