# What members read: the cards in their direct messages, their Home tab, their commands.

# The line above a nudge, by form.
card-day-full = { $track } · day { $day } of { $days }
card-aside = { $track } · day { $day }, as you asked
card-day-smaller = { $track } · day { $day } of { $days } · smaller version
card-day-again = { $track } · day { $day } of { $days } · once more, another way
card-day-review = { $track } · day { $day }, a while later
card-day-check-in = { $track } · day { $day } of { $days }

# On a nudge that waits for its answer.
card-write = Write an answer
card-plan = Make my plan
card-how = How did it go?
card-confidence = How sure do you feel? 1 to 5
card-typing = You can type your answer below, too.
card-review = A look back at something you have practised. Try it from memory first; the answer opens after yours.

# A nudge that came at a bad moment.
card-later = Later today, or tomorrow
later-two-hours = In two hours
later-afternoon = This afternoon
later-end-of-day = At the end of the day
later-tomorrow = Tomorrow
later-again-tomorrow = Once more tomorrow
card-comes-back = You put it off: it comes back { $when }. You can answer here before that, too.
card-moved = { $nudge }: put off, and now further down.
card-moved-answered = { $nudge }: put off, and answered further down.
card-return = Welcome back. You go on where you stopped; nothing has piled up.
card-back = Back as you asked · { $track }, day { $day } of { $days }

# The one question after a silence, and its answers.
check-in = *{ $track }*: it has been quiet here for a few days, which is fine. What would suit you?
check-in-carry-on = Carry on
check-in-pause-week = Pause a week
check-in-change-time = Change the time
check-in-other-track = Another track
check-in-still = Baton keeps still until you say. Any answer to an earlier nudge counts, too.
check-in-last = *{ $track }*: the door is open, whenever it suits you. You go on where you stopped; nothing has piled up.
check-in-nothing-more = Nothing more comes by itself. One tap, or `/nudge resume`, is enough to go on.
check-in-back = It goes on.
check-in-undo = Undo
check-in-undo-over = That pause is over already, so there's nothing left to undo. `/nudge pause 1w` starts a new one.
check-in-chose-carry-on = You chose to carry on.
check-in-chose-pause-week = You chose to pause for a week. To go on sooner: `/nudge resume`
check-in-chose-change-time = It goes on, at the time you choose.
check-in-chose-other-track-nobody = You have no coach right now whom I could tell that you'd like another track. I won't send anything until you choose: `/nudge resume` brings this one back.
check-in-chose-other-track = { $coach } knows that you would like another track. Until then Baton keeps still; `/nudge resume` goes on with this one.

# The one offer in a pause with an open end, and its answers.
rest =
    { $next ->
        [none] *{ $track }* has been paused for two weeks, which is fine. What would suit you?
       *[other] *{ $track }* has been paused for two weeks, which is fine. It would go on with { $next }. What would suit you?
    }
rest-carry-on = Carry on
rest-stop = Stop this track
rest-peace = Leave me in peace
rest-once = Baton asks this once. Without an answer it keeps still.
rest-stop-title = Stop this track?
rest-stop-sure-nobody = “{ $track }” ends here. What you answered stays in your journal.
rest-stop-sure = “{ $track }” ends here, and { $coach } hears of it. What you answered stays in your journal.
rest-chose-carry-on =
    { $next ->
        [none] It goes on: { $when }.
       *[other] It goes on with { $next }: { $when }.
    }
rest-over = This pause is over.
rest-chose-stop-nobody = You stopped *{ $track }*. What you answered stays: `/nudge journal`. I won't send anything until you say `/nudge resume`.
rest-chose-stop = You stopped *{ $track }*. What you answered stays: `/nudge journal`. { $coach } knows; nothing comes until you say `/nudge resume`.
rest-chose-peace = Baton keeps still, and does not ask again. Whenever you like: `/nudge resume`
ahead = day { $day }, “{ $title }”

# The one reminder, for members who have asked for it.
reminder = *{ $nudge }* is further up, whenever it suits you.
reminder-note = You asked for one reminder on such days. `/nudge settings` turns it off.
reminder-answered = { $nudge }: your answer is in.

# Who reads the answer.
card-reads-coach = { $coach }, your coach, reads your answer.
card-reads-you = Only you see your answer. Your coach sees that there is one.
card-reads-since = { $coach }, your coach, can't read what you said here before they became your coach.
card-reads-nobody = Nobody but you reads this at the moment: you have no coach who could.
card-reads-private = Private day: taps only. Nobody but you sees your answer.

# On a nudge that is answered.
card-answer = You answered: { $answer }
card-words-in = Your words are in.
card-smaller = A smaller version
card-recalled = To compare with
card-one-more = One tap more: how did it go?
card-one-more-plan = Once the moment has come: how did it go?
card-change = Change my answer
card-change-plan = Change my plan
card-add = Add a sentence
card-keep = Keep to myself
card-share = Share with my coach
card-ask-coach = Ask my coach

# Plans: the one question about each, and what came of it.
came-did = Did it
came-not-up = It did not come up
came-differently = Did it differently
came-still = Still to do
occasion-head = About your plan · { $track }
occasion-asks =
    { $after ->
        [none] *{ $nudge }*: you planned this.
       *[other] *{ $nudge }*: you planned this for after { $after }.
    }
occasion-how = What came of it?
occasion-moved = You chose { $wanted }, which is outside your hours or on a day off, so I'm asking now.
occasion-late = You chose { $wanted }. I couldn't ask you then, so I'm asking now.
occasion-did = Done, and written down. If a sentence comes to mind, type it below this message.
occasion-differently = That counts in full. If a sentence comes to mind, type it below this message.
occasion-not-up = Noted. Some moments do not come. There may be another one for it.
occasion-still = All right. It stays in `/nudge plan`, and you can give it another moment.
plan-anew = Choose another moment
plan-answer-anew = Change this answer
plan-came = What came of it: { $came }
plan-asks =
    { $after ->
        [none] Baton asks you about it once: { $when }.
       *[other] Baton asks you about it once, after { $after }: { $when }.
    }
plan-asks-moved =
    { $after ->
        [none] { $wanted } is outside your hours or on a day off, so I'll ask you about it once you're back: { $when }.
       *[other] { $wanted } (after { $after }) is outside your hours or on a day off, so I'll ask you about it once you're back: { $when }.
    }
plan-asked = Baton has asked about it; the question is in Messages.
plan-no-time = No particular time, so Baton does not ask about it. Change it to give it a moment.
plan-gone-by = Its moment came while you were away, so Baton does not ask about it. You can say what came of it in `/nudge plan`.
plan-dropped = You dropped this plan.
plan-replanned = You have made this plan anew, on the card of its nudge.
plan-answered = This plan is done with.

# The answer to `/nudge plan`.
plans-title = *Your open plans.* What comes up next is first.
plans-none = You have no open plans.
plans-none-note = Some nudges ask for a plan: when something happens, what you will do. You choose when it comes up, and Baton asks once what came of it.
plan-ask-now = Ask me now
plan-change = Change
plan-drop = Drop
plan-undo = Undo
plan-dropped-now = Dropped. Baton does not ask about it.
plan-back = It is back among your open plans: `/nudge plan`
plan-noted = Written down. It is in your journal now.

# The first message of a track.
welcome-track = { $coach } has chosen a track for you: *{ $track }*
welcome-not-boss = { $coach } has confirmed that they are not your line manager.
moved-title = { $coach } is your coach from now on. *{ $track }* goes on as it is.
moved-title-over = { $coach } is your coach from now on.
moved-shares = *Who reads it.* { $coach } reads the answers you share from now on, and sees how the track you're on has gone so far. What you wrote before stays with the coach you wrote it to. One tap keeps any answer to yourself, and private days stay private.
earlier-not-shared = { $coach } can't read what you wrote before they became your coach. You can let them: everything you haven't kept to yourself, and nothing from private days or from messages between you and another coach.
earlier-shared = { $coach } can read what you wrote before they became your coach, except what you keep to yourself, private days, and messages between you and another coach.
earlier-share = Share my earlier answers with { $name }
earlier-unshare = Stop sharing my earlier answers
notice-share-earlier = { $coach } can read your earlier answers now, except those you keep to yourself, private days, and messages between you and another coach. To take it back: `/nudge privacy`
notice-unshare-earlier = { $coach } can't read your earlier answers any more. What they've read already, they know.
paused-by-coach = { $coach }, your coach, has paused your nudges. `/nudge resume` brings them back at any time.
resumed-by-coach = { $coach }, your coach, has ended the pause they gave you, so your nudges go on.
paused-by-coach-until = { $coach }, your coach, has paused your nudges until { $date }. `/nudge resume` brings them back at any time.
welcome-note = { $coach } writes to you:
welcome-what = *What you get.* { $days ->
        [one] One small thing to do, with the people you lead.
       *[other] One small thing to do each working day, for { $days } days, with the people you lead.
    } Ten minutes at most. You answer with a tap or a sentence.
welcome-when = *When.* The first comes on { $first } ({ $zone }).
welcome-when-open = *When.* The first comes on the working day after your pause.
welcome-shares = *Who reads it.* { $coach }, your coach, reads your answers. One tap keeps any answer to yourself, and private days stay private.
welcome-keeps = *Who reads it.* Only you see your answers. { $coach }, your coach, sees that you answered. One tap shares an answer you want to talk about.
welcome-limits = Nobody reads replies as they come in, so this is not a help line. Please leave out names and health details.
welcome-not-now = Not now, pause for a week

# The last message of a track.
end-title = That was the last day of *{ $track }*
end-counts =
    { $did ->
        [0] { $answered ->
            [0] Its nudges are still in Messages, and a late answer counts in full.
           *[other] You answered { $answered } of its nudges.
        }
        [one] You answered { $answered } of its nudges, and did one of them.
       *[other] You answered { $answered } of its nudges, and did { $did } of them.
    } What you noted stays in your journal: `/nudge journal`
end-following = After a short break, the next track starts by itself: *{ $track }*
end-open-nobody = Nothing more is planned.
end-open = Nothing more is planned. You and { $coach }, your coach, choose what comes next.

# Settings, in several places.
settings-all = All settings
settings-time = Change the time
settings-pause = Pause for a week
settings-resume = Go on now
settings-privacy = Who can read what
settings-now = Send the next one now
settings-keep-all = Keep all answers to myself
settings-share-all = Share my answers with my coach

# Forms. Titles and buttons have room for 24 characters.
form-save = Save
form-cancel = Cancel
form-answer = Your answer
form-outcome = How did it go?
form-choice = Your choice
form-text = In a sentence or two
form-text-typed = What you typed as a message is kept, too. You can change it there.
form-text-hint = Please leave out names and health details.
form-confidence = How sure do you feel?
form-who = Just for you
form-who-hint = Without a tick, your coach reads it.
form-who-hint-nobody = Nobody but you reads it at the moment: you have no coach who could.
form-keep = Keep this answer to myself
form-plan = Your plan
form-blank = { $words } …
form-blank-next = … { $words } …
form-time = Settings
form-part-time = When nudges come
form-part-off = Days off
form-part-words = Your words
form-pause = A pause
form-pause-none = No pause
form-pause-open = Paused until I come back
form-pause-date = Paused until the day below
form-pause-until = The first day after the pause
form-reads = Who reads my answers
form-reads-coach = My coach
form-reads-me = Only me
form-reads-hint = From now on. Each card can say otherwise, and private days stay private.
form-words = How long my words stay
form-words-keep = Keep them until I say otherwise
form-words-hint = Without a tick they are erased when they are 180 days old.
form-when = When will it come up?
form-when-hint = Baton asks you then, once, what came of it. Without a day it does not ask.
form-when-today = Today
form-when-tomorrow = Tomorrow
form-when-date = On a day I pick below
form-when-next-week = Some time next week
form-when-none = No particular time
form-when-which = Which day?
form-when-at = At what time is Baton to ask?
form-when-at-hint = Left empty, it asks towards the end of that day. Outside your hours it waits until they are open.
form-when-after = After something? Say what, for the question
form-when-after-hint = For example: the Tuesday meeting
form-remind = A reminder
form-remind-on = Remind me once, the same day, of a nudge I have not answered
form-remind-hint = Four hours after the nudge, within your hours. Never twice, and not if you have answered.
form-time-at = At what time?
form-time-zone = On the clock in { $zone }, as your Slack profile says.
form-time-days = On which days?
form-country = Whose public holidays do you have off?
form-country-first = Most likely
form-country-none = None
form-part = State or region, if it has holidays of its own
form-part-hint = Its name or its code, such as Bayern or BY.
form-leave-first = Leave: the first day
form-leave-last = Leave: the last day

# Progress.
progress-recent =
    { $of ->
        [one] You acted on the last nudge.
       *[other] Of the last { $of } nudges you acted on { $did }.
    }
next-nudge = Next nudge: { $when }.
next-first = Your first nudge: { $when }.
next-still = Baton keeps still until you say what would suit you: the question is in Messages. `/nudge resume` goes on, too.
next-none = Nothing more is planned on this track.
next-unreachable = Slack won't deliver my messages to you at the moment. Your coach knows. `/nudge resume` makes me try again.
waiting-open = Waiting for your answer, in Messages: *{ $nudge }*
on-leave = On leave until { $date }. Nothing is sent, and nothing counts as silence.
paused-until = Paused. It starts again on { $date }.
paused-open = Paused. It starts again when you say so.

# The journal.
journal-entry = *{ $nudge }* · { $date }
journal-earlier = They wrote the rest before you were their coach, so it isn't shown.
journal-kept = Answered, and kept to themselves.
journal-private-day = Private day: theirs alone.
journal-withheld = What you wrote here is in `/nudge my-data`, and shown nowhere else.
journal-empty = No answer yet. A late one counts in full.
journal-yours = Only you see this answer.

# The Home tab.
home-today = Today
home-journal = Your last answers
home-settings = Settings
home-hours = Nudges come { $days } at { $time } ({ $zone }).
home-holidays = None on public holidays of { $country }.
home-leave = None on leave: { $leave }.
home-no-track = You are between tracks, so nothing is sent. Your coach chooses the next one with you.
home-reads-coach = { $coach }, your coach, reads your answers, except those you keep to yourself and private days.
home-reads-only-you = Only you see your answers. { $coach }, your coach, sees which nudges you answered.
home-reads-nobody = Nobody but you reads your answers at the moment: you have no coach who could.
home-reads-you = Your answers stay where they were: with you, and with your coach where you shared them.

# For somebody who is neither coached nor a coach.
stranger-title = What Baton does
stranger-what = Baton sends people who have begun to lead one small thing to do each working day. Ten minutes at most, answered with a tap or a sentence. A coach, who is a person, follows up.
stranger-how = You are not on a track. If you would like to be, ask a coach in your organisation to assign you one.
stranger-admin = For admins: `/coach appoint @name` makes somebody a coach, who can then assign tracks.
journal-title = *Your journal*, newest first. Nobody else sees this list.

# The answer to `/nudge help`.
help-member =
    • `/nudge now` sends the next one now
    • `/nudge help me with a hard talk` finds nudges that fit what you are about to do
    • `/nudge progress` shows how far you are
    • `/nudge journal` shows your answers, `/nudge journal handover` those with that word
    • `/nudge plan` shows your open plans, and when Baton asks about each
    • `/nudge pause 1w` or `/nudge pause until 2026-12-01` stops for a while, `/nudge resume` goes on
    • `/nudge time 08:30` changes the time, `/nudge days mon-fri` the days, `/nudge settings` all of this
    • `/nudge leave 2026-12-24..2027-01-03` keeps your leave free, `/nudge country Germany` its public holidays
    • `/nudge privacy` says who can read what
    • `/nudge my-data` gives you all that Baton holds of you, as a file; `/nudge forget-me` erases it
help-member-note = You can answer a nudge by button, or by typing below it. Baton's Home tab has all of this with buttons.

# The answer to `/nudge privacy`.
privacy-title = *Who can read what*
privacy-coach-shares = • *{ $coach }, your coach,* reads your answers, except those you keep to yourself. They see which nudges you answered. They do not see your confidence ratings.
privacy-coach-keeps = • *{ $coach }, your coach,* sees which nudges you answered, and not what. They read an answer only when you share that one.
privacy-no-coach = • *No coach* reads anything at the moment.
privacy-others =
    • *Private days* are yours alone. Your coach sees that you answered, and nothing else.
    • *A new coach* reads nothing until you've been told about them, and nothing you wrote before, unless you share it. A former coach reads nothing.
    • *Admins* appoint coaches. They read no answers.
    • *What you type here* is a Slack message, and some organisations can export those. What you write in a form is not a message.
    • *To have everything as a file:* `/nudge my-data`. To have it erased: `/nudge forget-me`
privacy-help = When it cannot wait: { $help }
privacy-limits =
    Nobody reads replies as they come in, so this is not a help line. Please leave out names and health details.

# The answer to `/nudge stop`.
stop = Would you like a break? Pause for a week, or for as long as you like: nothing piles up, and `/nudge resume` brings you back. Your coach can end the track for good.
stop-paused = You're paused already, so I won't send anything until the pause is over. You can make it longer, and your coach can end the track for good.
stop-week = Pause a week
stop-open = Pause until I'm back
stop-forget = Erase everything

# What members are told when they have changed something.
notice-paused =
    { $next ->
        [none] Nothing piles up meanwhile: you go on where you stopped. To go on sooner: `/nudge resume`
       *[other] Nothing piles up meanwhile: you go on with { $next }. To go on sooner: `/nudge resume`
    }
notice-paused-once = In two weeks Baton asks once whether this still suits you, and then no more.
notice-undo = Undo
notice-back = To have it as it was: { $commands }
notice-resumed-leave = You are on leave: { $leave }. To take that back, too: `/nudge leave off`
notice-leave = On leave: { $leave }. Nothing is sent then, and nothing counts as silence.
notice-leave-back =
    { $next ->
        [none] You go on where you stopped, with one nudge: { $when }
       *[other] You go on with { $next }: { $when }
    }
notice-leave-later = Your next nudge still comes before that: { $when }. After your leave, the first day for one is { $back }.
notice-leave-open = You go on where you stopped.
notice-country =
    { $date ->
        [none] Nothing is sent on public holidays of { $country }.
       *[other] Nothing is sent on public holidays of { $country }. The next one is { $date }.
    }
notice-country-none = Public holidays are ordinary days from now on.
notice-resumed =
    { $next ->
        [none] It goes on: { $when }
       *[other] It goes on with { $next }: { $when }
    }
notice-resumed-open = It goes on as soon as you are on a track.
leave-list = Your leave: { $leave }.
leave-none = You have no leave coming up.
leave-how = To give some: `/nudge leave 2026-12-24..2027-01-03`. To take it back: `/nudge leave off`, or only some days of it: `/nudge leave off 2027-01-02`
country-none = No public holidays are kept free for you.
country-how = To choose a country: `/nudge country Germany`, or a part of one: `/nudge country DE-BY`. For none: `/nudge country off`
notice-time = Changed. Nudges come { $days } at { $time }. The next one: { $when }
notice-time-paused = Nudges come { $days } at { $time } after that.
notice-time-open = Changed. Nudges come { $days } at { $time }, as soon as you are on a track.
now-sent = Here it comes. Your next scheduled nudge: { $when }.
notice-asked = { $coach } knows that you would like to talk, and will get in touch.
notice-asked-before = { $coach } already knows you'd like to talk, so I haven't written to them again.
notice-reminder-on = If a nudge is still unanswered four hours later, I'll remind you once that day, from your next nudge on.
notice-reminder-off = I won't send you reminders any more.
notice-keep-all = From now on, only you see your answers. Earlier ones stay as they were; each card can change its own.
notice-share-all = From now on, your coach reads your answers, except those you keep to yourself and private days. Earlier ones stay as they were.

# A message from the coach, through Baton.
words-from-coach = *{ $coach }, your coach, writes:*
words-from-former-coach = *{ $coach } wrote, as your coach at the time:*
words-over = { $coach } isn't your coach any more, and gets no answers from here.
words-answer = Answer
words-how = { $coach } reads what you answer here, with the button or in the thread below this message. An answer to a nudge goes the usual way.
answer-coach-form = Your answer
answer-coach-text = To your coach
answer-coach-how = Your coach gets it at once. Please leave out names and health details.
answer-coach-gone = { $coach } doesn't read your answers any more, so nobody got this and I haven't kept it. `/nudge privacy` says who reads them now.
answer-withheld = I haven't passed this on to { $coach }. If you want them to know, write to them directly.
