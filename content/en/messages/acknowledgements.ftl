# What Baton says back after an answer. One is chosen for each reply.
# Keep them short and warm. Thank people for the answer; do not praise or score
# the person. Every line has to suit every kind of day.

# After "Did it".
ack-did-1 = Done, and written down.
ack-did-2 = Thank you for coming back to say so.
ack-did-3 = Good to hear it found a place in your day.
ack-did-4 = Done. Let it rest there, and see what follows.
ack-did-5 = Noted. It need not have gone smoothly to be worth doing.
ack-did-6 = Thanks. Those minutes had other claims on them.
ack-did-7 = It is in your journal now. On with your day.
ack-did-8 = Done. The next one will come to you.
ack-did-9 = Thank you. A small act, in the middle of real work.
ack-did-10 = Noted. If anything about it surprised you, that is worth keeping.
ack-did-11 = Thanks. Whatever came of it, it is done.
ack-did-12 = Noted. The card can rest now.

# After "Not yet". No guilt, no hurry.
ack-not-yet-1 = Fine. Some days are full before they start.
ack-not-yet-2 = Thanks for saying so. It will keep.
ack-not-yet-3 = Not yet is a real answer. This one stays open.
ack-not-yet-4 = Noted. A late answer counts in full.
ack-not-yet-5 = All right. It will be here when a moment comes.
ack-not-yet-6 = Understood. There is no hurry.
ack-not-yet-7 = Good to know. Nothing is lost by waiting.
ack-not-yet-8 = Noted. There may be a better moment than this one.
ack-not-yet-9 = All right. Tomorrow has room, too.
ack-not-yet-10 = Thank you for telling it as it is.
ack-not-yet-11 = Fine. Open is a place it can stay for a while.
ack-not-yet-12 = Noted. The card waits where it is.

# After "Not for me".
ack-not-for-me-1 = Thanks. Not everything fits every team.
ack-not-for-me-2 = Noted. You are the one who sees your setting.
ack-not-for-me-3 = Fair enough. A nudge that does not fit is no use to you.
ack-not-for-me-4 = Good to know. This one can go.
ack-not-for-me-5 = Thank you. Saying so is useful too.
ack-not-for-me-6 = Understood. No reason needed.
ack-not-for-me-7 = Noted, and set aside.
ack-not-for-me-8 = Noted. The next one may sit better.
ack-not-for-me-9 = Thanks for a plain answer.
ack-not-for-me-10 = All right. One thing less on the list.
ack-not-for-me-11 = Fine. It was an offer, and no more.
ack-not-for-me-12 = Clear. It stops here.

# After "Stuck". It is one of the useful answers. The card itself shows a smaller version and the
# way to the coach, where there are any, so these lines promise neither.
ack-stuck-1 = Stuck is a useful answer. Thank you for it.
ack-stuck-2 = Useful to know. It says something about the step, not about you.
ack-stuck-3 = That helps. A step can be too big, or come too soon.
ack-stuck-4 = One of the useful answers. You need not get past it alone.
ack-stuck-5 = Noted, and worth saying.
ack-stuck-6 = Thanks. Now there is something to work with.
ack-stuck-7 = Better said than left.
ack-stuck-8 = Thank you, that is useful. Most people get stuck somewhere on the way.
ack-stuck-9 = Heard. It is easier to see from here what is in the way.
ack-stuck-10 = Thank you. A step that will not go is worth knowing about.
ack-stuck-11 = Noted. Stuck today says nothing about next week.
ack-stuck-12 = All right. It can stay where it is for now.

# After a typed answer.
ack-text-1 = Thank you. It is written down.
ack-text-2 = Kept, in your own words.
ack-text-3 = Thanks for putting that into words.
ack-text-4 = Noted. It may read differently to you in a month.
ack-text-5 = It is in your journal, as you wrote it.
ack-text-6 = Thank you for taking a minute to write that.
ack-text-7 = Kept. You can come back to it whenever you like.
ack-text-8 = Written down, and easy to find again.
ack-text-9 = Thanks. Your own words will mean most when you read them later.
ack-text-10 = Noted, word for word.
ack-text-11 = It has its place in your journal now.
ack-text-12 = Thank you. A sentence like that is easily lost in a full day.

# After a plan.
ack-plan-1 = A moment and an act. That is a plan.
ack-plan-2 = Kept. When the moment comes, the choice is already made.
ack-plan-3 = Written down. If that moment slips by, the next one will do.
ack-plan-4 = Your plan is kept. You can change it here at any time.
ack-plan-5 = Noted. The plan waits for its moment, so you can turn to other things.
ack-plan-6 = Kept. Read it once more, slowly, and picture the moment.
ack-plan-7 = Thank you. It is clear where it starts.
ack-plan-8 = Set down. What comes first is decided.
ack-plan-9 = Kept, with its moment.
ack-plan-10 = All right. It is one decision less when the time comes.
ack-plan-11 = Written down as you put it.
ack-plan-12 = Noted. A plan may change, and this one can.

# After a tap on a choice.
ack-choice-1 = Noted. No answer here beats another.
ack-choice-2 = Thanks. A picture of today, no more than that.
ack-choice-3 = Kept. It may look different next month.
ack-choice-4 = Thank you. It is written down as you see it today.
ack-choice-5 = Noted, as it is.
ack-choice-6 = Kept. You can see it again in your journal.
ack-choice-7 = Thanks. One tap, and the day is on record.
ack-choice-8 = All right, that is kept.
ack-choice-9 = Thank you. There was no right answer to find.
ack-choice-10 = Noted, with its date.
ack-choice-11 = Kept as it stands.
ack-choice-12 = Thanks. Whichever it was, it is useful to have.

# After a tap on a private day.
ack-private-1 = That stays with you. Your coach cannot see it.
ack-private-2 = Kept for you alone. Thank you for looking.
ack-private-3 = Noted. Your coach sees no answer here.
ack-private-4 = Thank you. This one is yours, and it is not shared.
ack-private-5 = It is yours, and nobody else opens it.
ack-private-6 = Kept where only you can see it.
ack-private-7 = Noted. It goes into no report.
ack-private-8 = Thank you for an honest minute.
ack-private-9 = Noted for your eyes alone.
ack-private-10 = Yours. It is shown to nobody else.
ack-private-11 = Kept. Nobody will ask you about it.
ack-private-12 = Thanks. Your coach sees at most that you answered.
