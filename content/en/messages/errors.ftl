# What Baton says when something cannot be done: one sentence for what is so, one for what to do.
# A fact that is not known is called "none".

error-unexpected = Something went wrong on Baton's side, and your last step may not have been kept. Please try it again; if it happens twice, give this reference to whoever runs Baton: `{ $reference }`
error-tries-again = Something went wrong on my side. What you sent is safe, and I'll try it again by myself. If it hasn't worked in five minutes, give this reference to whoever runs Baton: `{ $reference }`
error-not-served = I'm not installed in the workspace you're in, so nothing was changed. Whoever runs Baton can install it there.
error-not-a-coach = This one is for coaches. An admin makes somebody a coach with `/coach appoint @name`; admins can name themselves, too.
error-not-an-admin = This one is for admins. Please ask an admin of your Slack workspace to do it.
error-unknown-command =
    { $nearest ->
        [none] There is no “{ $word }”. `{ $usage }` shows what there is.
       *[other] There is no “{ $word }”. Did you mean `{ $usage }`?
    }
error-unknown-track =
    { $nearest ->
        [none] There is no track “{ $word }”. `/coach tracks` lists them all.
       *[other] There is no track “{ $word }”. Did you mean `{ $nearest }`? `/coach tracks` lists them all.
    }
error-unknown-track-at-all = There is no track “{ $word }”. `/coach tracks` lists them all.
error-unknown-member = Slack knows nobody of that name here. Type @ and pick the person from the list that opens.
error-not-your-member = { $person } is not among your people. `/coach roster` lists them.
error-not-told-yet = { $person } hasn't been told yet that you're their coach. They'll hear it in their next working hours, and from then on you can see how they're doing and write to them.
error-no-coach-now = You have no coach right now who could read this, so I haven't told anyone.
error-share-earlier-gone = That coach doesn't read your answers any more, so nothing has changed. `/nudge privacy` says who does.
error-no-track = You are not on a track at the moment, so there is nothing to do here. Your coach can assign you one.
error-date-past = { $date } has passed. Please give a day that is still to come.
error-date-unclear = Baton could not read “{ $text }” as a date. Write it like this: `2026-12-01`
error-time-unclear = Baton could not read “{ $text }” as a time. Write it like this: `08:30`
error-days-unclear = Baton could not read “{ $text }” as days of the week. Write them like this: `mon-fri`, or `sun-thu`, or `mon wed fri`
error-country-unknown =
    { $nearest ->
        [none] Baton knows no public holidays of “{ $word }”. Write a country, such as `Germany`, or its code: `DE`
       *[other] Baton knows no public holidays of “{ $word }”. Did you mean { $nearest }? Then it is `/nudge country { $code }`
    }
error-country-part =
    { $nearest ->
        [none] { $country } has no part called “{ $word }” with public holidays of its own. For all of it: `{ $code }`
       *[other] { $country } has no part called “{ $word }”. Did you mean `{ $code }-{ $nearest }`?
    }
error-leave-unclear = Baton could not read “{ $text }” as days of leave. Write the first and the last one: `/nudge leave 2026-12-24..2027-01-03`
error-leave-either = “{ $text }” can be read two ways. Which do you mean, `{ $first }` or `{ $second }`?
error-pause-either = “{ $text }” can be two days. Until when do you want to pause, `{ $first }` or `{ $second }`?
suggest-do = Yes, that one
suggest-settings = Open my settings
error-leave-backwards = { $first } comes after { $last }. If you meant it the other way round: `/nudge leave { $turned }`
error-leave-past = { $last } has passed, so this leave is over. Please give days that are still to come.
error-leave-too-far = { $last } is more than a year away. Please choose nearer days; you can add the others then.
error-no-leave = You have no leave coming up, so nothing has changed.
error-pause-day = Please choose the day on which nudges start again.
error-pause-too-long = { $date } is more than a year away. Please choose a nearer day; you can pause again then.
error-pause-unclear = Baton could not read “{ $text }” as a pause. Write `/nudge pause 1w`, or `/nudge pause until 2026-12-01`.
error-too-long = That's longer than I can keep. Please shorten it to { $limit } characters; nothing you wrote is lost.
error-empty-reply = There was nothing in that answer, so nothing was kept. Tap a button, or write a word or two.
error-card-gone = This card is from a while ago, and what it belongs to is no longer there. Your newest nudge is at the bottom of Messages.
error-button-old = This button is from an earlier version of Baton, and nothing was changed. `/nudge help` shows what you can do today.
error-private-no-text = Today is a private day: it takes taps only, so I haven't kept your words. Tap an answer on the card; you can delete your message, too. To answer an earlier nudge, write in its thread.
error-follow-up-gone = This one is closed already. `/coach queue` shows what is open.
error-write-empty = There was nothing in that message, so nothing was sent.
error-write-gone = The Slack account of { $person } is closed, so nothing was sent.
error-note-empty = There was nothing to note, so nothing was kept. Write it after the name: `/coach note { $person } asked for the rota`
error-note-gone = This note is gone already.
error-promise-empty = A date alone is no promise yet, so nothing was kept. Say what you will do: `/coach promise { $person } friday send the template`
error-promise-when = Baton could not read “{ $text }” as a date, so nothing was kept. Put the date first: `/coach promise @name friday send the template`, or `2026-12-01`
error-promise-too-far = { $date } is more than a year away, so nothing was kept. Please give a nearer day.
error-promise-gone = This promise is closed already. `/coach queue` shows what is open.
error-nothing-to-undo = There is nothing of yours to take back here. `/coach unassign @name` stops a track that is running.
error-undone-before = This was taken back before, so nothing has changed.
error-cannot-coach = { $person } can't be a coach: that takes a full member of this workspace, not a guest, a bot or a closed account. Please pick someone else.
error-no-profile = Slack isn't telling me who that is right now. Please try again in a minute.
error-no-such-coach = { $person } is not a coach, so nothing has changed.
error-coach-has-members =
    { $count ->
        [one] { $person } still has one person to coach. Please take them off their tracks first: `/coach unassign @name`
       *[other] { $person } still has { $count } people to coach. Please take them off their tracks first: `/coach unassign @name`
    }

# About nudges that are put off.
error-later-over = This track is over, so the nudge cannot come back. You can still answer it where it stands.
error-later-answered = This one has your answer, so there is nothing left to put off.
error-later-newer = A newer nudge has come since. You can still answer this one where it stands, whenever you like.
error-later-paused = Nothing is planned while you have paused. You can answer this one where it stands; `/nudge resume` goes on.

# About plans.
error-plan-past = That moment has passed. Please choose one that is still to come.
error-plan-day-over = Your hours for today are nearly over. Please choose another day, or give a time.
error-plan-no-date = Please pick the day here.
error-plan-no-day = Please choose the day as well.
error-plan-too-far = That is more than a year away. Please choose a nearer day.
error-plan-gone = This plan is not open any more, so nothing has changed. `/nudge plan` shows the open ones.
error-plan-asked = Baton has asked about this one already; the question is in Messages.

# The answers to `/nudge now` and to messages that fit nowhere.
now-sent-in-pause = Here it comes. You're still paused, so nothing else is scheduled. `/nudge resume` starts your nudges again.
now-on-its-way = “{ $title }” is already on its way. Give it a minute or two.
now-held-up = “{ $title }” is already on its way, but Slack asked me to wait. I'll try again on { $when }.
now-still-open = “{ $title }” is still waiting for your answer. Once it has one, the next can come.
now-answer-it = Answer it
now-show-it = Show it
now-not-started = “{ $track }” starts on { $date }, so there's nothing to send yet. Your first nudge comes then.
now-nothing-left = That was all of “{ $track }”. Your coach chooses the next track with you.
now-queued = That was all of your track for now. “{ $following }” comes next.
now-finished = You've finished “{ $track }”, and you have no new track yet. Your coach chooses the next one with you.
now-stopped = “{ $track }” has ended, and you have no new track yet. Your coach can start one for you.
now-no-track = You're not on a track at the moment, so there's nothing to send. Your coach can start one for you.
now-track-missing = I can't read the track “{ $track }” at the moment, so I can't send anything. Your nudges continue once it's been fixed.
error-not-sent-yet = It's on its way, but Slack hasn't taken it yet. I'll keep trying for the next hour.
now-unreachable = Slack won't let me send you direct messages (it says “{ $reason }”). An admin of your workspace can change that; I've told your coach. Try `/nudge now` again afterwards.
admin-unreachable = Slack won't deliver my messages to some people here (it says “{ $reason }”). That's for an admin to change: the Messages tab under App Home in the app's settings, or who may post in this workspace. I try again once a week; `/coach resume @name` tries at once.
now-workspace-stopped = Slack won't let me into this workspace at the moment (it says “{ $reason }”), so I can't send anything. Whoever runs me has to fix that; your nudges continue once it works again.
reply-no-nudge = You don't have a nudge to answer, so I haven't kept that. `/nudge help` shows what I can do.
# A typed answer that is longer than what is kept of one.
reply-cut = That's a long one: I kept its first { $limit } characters. All of it still stands above; shorten it there and I'll keep the new version.
reply-file = I can't read files, so I haven't kept anything. A word or two will do.

# What is missing from an order.
error-name-not-picked = Baton did not see whom you mean by “{ $word }”: it was typed, and not picked. Type @, pick the person or the group from the list that opens, and leave the rest as it is.
error-nobody-picked = Pick at least one person or one group.
error-date-either = “{ $text }” can be two days. Please write `{ $first }` or `{ $second }`.
error-order-gone = This was dealt with already, or it is from another day. `/coach roster` shows who is on what; for a new one: `/coach assign`
error-nobody-named = Baton did not see whom you mean. Type @, pick people from the list that opens, then the track: `/coach assign @name start-here`
error-no-track-named = Which track? Write it after the people: `/coach assign @name start-here`. `/coach tracks` lists them all.
error-one-person = This one is about one person. Type @ and pick them from the list that opens.
error-show-what = Show what? A person: `/coach show @name`. A track: `/coach show start-here`. One day of it, as members get it: `/coach show start-here 2`.
error-no-such-day = { $track } has days 1 to { $days }; there is no day { $day }.
error-group-unread = Slack does not let Baton read { $group } ({ $reason }). Name the people themselves, please.
error-group-empty = Nobody is in { $group }, so nobody was assigned.
error-no-weekday = Please leave at least one day. To stop for a while, use `/nudge pause`.

# Moving, pausing, undoing.
error-move-whom = Who goes to whom? First the member, then the coach: `/coach move @name @coach`
error-move-turned = { $other } is no coach, and { $person } is one. If you meant it the other way round: `/coach move { $other } { $person }`
error-moves-nowhere = { $person } is their coach already, so nothing has changed.
error-own-coach = { $person } cannot be their own coach. Please choose another one.
error-coach-not-confirmed = { $person } has not confirmed yet that they are nobody's line manager here. Baton has asked them; `/coach confirm` asks again.
error-confirm-first = One thing first: please confirm that you are not the line manager of the people you coach. `/coach confirm` shows the button.
error-nobody-to-hand-over = { $person } coaches nobody at the moment, so there is nobody to hand over.
error-handover-own = { $person } is coached by the one who leaves, and cannot be their own coach. First `/coach move { $person } @coach`, then hand over the others.
error-handover-whom = From whom to whom? `/coach handover @leaving @taking-over`
error-paused-already = { $person } has paused already, so their own pause stays as it is.
error-not-paused = { $person } is not paused, so nothing has changed. `/coach show { $person }` says when the next nudge comes.
error-pause-theirs = { $person } has paused themself, so it is theirs to end, with `/nudge resume`. A word from you may help.
error-undone-last = Your last step was taken back already, so nothing has changed. `/coach log` has the steps before it, each with its own button.
error-cohort-name = What shall it be called? Write the name in front: `/coach cohort spring @group`
error-cohort-long = That name is too long. Please keep it to { $limit } letters.
error-cohort-is-track = “{ $cohort }” is a track. Please give the cohort another name, such as `spring`.
error-cohort-gone = That cohort is not there any more. `/coach cohort` lists yours.
error-cohort-empty = Nobody is in “{ $cohort }”, so nobody was assigned. `/coach cohort { $cohort } @name` takes people in.
error-cohort-nobody-behind = Everybody in “{ $cohort }” is on its track, or was.
error-no-such-cohort =
    { $known ->
        [none] You have no cohort “{ $cohort }”. To name one: `/coach cohort spring @group`
       *[other] You have no cohort “{ $cohort }”. You have: { $known }
    }
