# What coaches read: their Home tab and the answers to /coach.

home-queue = People to reach out to
home-roster = Your people
home-coach-help = All you can do here: `/coach help`

# The queue: why somebody is in it.
reason-asked = { $who } asks you to get in touch.
reason-stuck =
    { $count ->
        [one] { $who } is stuck.
       *[other] { $who } has been stuck { $count } times.
    }
reason-confidence = The confidence of { $who } is lower lately, on *{ $detail }*.
reason-promise = You have promised { $who }: { $detail }
reason-unreachable =
    { $away ->
        [deactivated] The Slack account of { $who } is closed, so nothing reaches them. Their track can be stopped.
       *[other] Messages to { $who } do not arrive. They have not gone quiet: this one is for Baton to fix. Slack says: { $detail }
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

# Notes and promises: for the coach's eyes alone.
note-form = A note
note-form-about = About { $person }
note-text = What do you want to remember?
note-private = Only you read it: no other coach, no admin, not the person it is about. It goes when their data goes. What they did or said, rather than what they are like, will help you most.
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
coach-noted = Noted about { $person }. Only you read it, in `/coach show`.
coach-promised = Kept. On { $date } it is in your queue, and a message reminds you that morning. { $person } does not see it.
coach-promise-kept = Kept, and off your list.
coach-promise-dropped = Dropped. Perhaps tell them so.
coach-promise-moved = Moved to { $date }.

# The roster.
roster-title = *Your people: { $count }*
roster-empty = Nobody yet. To begin: `/coach assign @name start-here`
roster-next = Next nudge: { $when } their time
roster-last = Last answer: { $date }
member-answers = *Latest nudges and answers*
member-counts = { $sent } sent · { $answered } answered · { $did } done
roster-more = One person in full: `/coach show @name`

# What came of `/coach assign`.
assigned-title =
    { $count ->
        [0] *{ $track }* was not assigned to anyone.
        [one] *{ $track }* is assigned to one person.
       *[other] *{ $track }* is assigned to { $count } people.
    }
assigned-first = • { $who } starts on { $when } ({ $zone }). A welcome says that it comes from you.
assigned-behind = • { $who } starts after “{ $track }”, which is running.
assigned-later = • { $who } has paused. The welcome comes when they go on, and the first nudge on the working day after.
assigned-not = • { $who } was not assigned. { $why }
refused-myself = That is Baton itself.
refused-unknown = Slack knows nobody of that name here.
refused-bot = That is an app.
refused-deactivated = The account is closed.
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
    • `/coach assign { $member } { $track }` gives a track. A welcome comes in their next working hours, the first nudge on the working day after. Add `from 2026-03-02` for another start.
    • `/coach unassign { $member }` stops it
    • `/coach tracks` lists the tracks · `/coach show { $track }` shows one, `/coach show { $track } 2` sends you that day as members get it
    • `/coach roster` lists your people · `/coach show { $member }` shows one
    • `/coach queue` says whom to reach out to
    • `/coach note { $member } …` keeps a note · `/coach promise { $member } friday …` keeps a promise, and comes back to you on its day
    • `/coach appoint @name` and `/coach dismiss @name` are for admins
help-coach-note = You see your own people only, and only the answers they share. Baton's Home tab does most of this with buttons.

# What coaches are told.
coach-asked = { $member } would like to talk with you. Within a working day is good. `/coach queue` has the rest.
coach-talked = Good. This one is off your list.
coach-snoozed = Off your list until { $date }.
coach-not-needed = Off your list. If it comes up again, it comes back.
coach-undone =
    { $count ->
        [one] Taken back for one person. Nothing more of it is sent.
       *[other] Taken back for { $count } people. Nothing more of it is sent.
    }
coach-unassigned = { $person } is off “{ $track }”. What they answered stays theirs.
coach-appointed = { $person } is a coach now, and can use `/coach help`.
coach-dismissed = { $person } is no longer a coach.
