# What Baton says to a line that isn't an answer: a wish, a word with it, or a line when nothing is open.
# Each comes with buttons, and with one that puts a wrong guess right, so none of them explains that.
# $nudge is the newest nudge's title, $track its track, $coach the coach: "none" where there is none.

said-pause = Sounds like you could use a break. A week, or something else?
said-stop =
    { $track ->
        [none] I can go quiet for a week, or for good. You choose.
       *[other] I can go quiet for a week, or end *{ $track }* for good. What you've answered stays yours either way.
    }
said-later = Sure. When do you want *{ $nudge }* back?
said-later-nothing = Nothing's waiting for you right now, so there's nothing to snooze. I can pause, or send your nudges at another time.
said-next = Want the next one now, ahead of its day?
said-skip = Fine by me. *Not for me* skips this one for good; *Tomorrow* gives it another try.
said-skip-nothing = There's nothing open to skip. Want the next one, or a week off?
said-help = I can find you a nudge for a talk you're dreading, list what I understand, or tell your coach you'd like a word.
said-time = You can change the hour and the days. Shall we?
said-leave = Enjoy the time away. Tell me the dates and I won't send anything until you're back.
said-coach =
    { $coach ->
        [none] You don't have a coach right now, so there's nobody I could ask. Your HR team or your manager can set one up.
       *[other] I can tell { $coach } you'd like to talk, or send them what you wrote.
    }
said-track =
    { $coach ->
        [none] Tracks are a coach's choice, and you don't have a coach right now. You can stop this one yourself.
       *[other] { $coach } picks the tracks with you. Shall I tell them you'd like to talk about it?
    }
said-privacy = Good question to ask. Here's exactly who can read what, and how to change it.
said-data = I'll put everything I have about you into one file and send it here.
said-forget = I can erase everything I have about you. You'll see what goes before anything does.
said-resume = Good to have you back. Shall I start again?
said-thanks = You're welcome. I'm glad it's useful.
said-greeting = Hi. I'm only a program, so my small talk is poor, but I'm here if you need something.
said-fine = 👍 I haven't taken that as your answer.
said-question = I'm Baton, a program: I send one small nudge a day, and nobody reads along as you type. Here's more, if you want it.
said-journal =
    { $reader ->
        [none] Nothing's open right now. Shall I add that to your journal, under *{ $nudge }*? Only you see it there.
       *[other] Nothing's open right now. Shall I add that to your journal, under *{ $nudge }*? { $reader } can read it there.
    }
said-journal-nowhere = There's no nudge this could go with, so I haven't kept it. I can pass it on to { $coach }, if it was for them.
said-doubtful = I took that as your answer to *{ $nudge }*. If it was something else, tell me and I'll put it right.
said-to-coach = That went to { $coach }. If it was your answer to *{ $nudge }*, I'll move it there.
said-is-answer = That's part of your answer to *{ $nudge }*. What was it instead?
said-is-message = { $coach ->
        [none] That went to a coach you no longer have. Was it an answer?
       *[other] That went to { $coach }. Was it your answer to *{ $nudge }*?
    }
said-is-nothing = I haven't kept that one. Where do you want it?
said-taken-back = It's no longer your answer. What can I do for you?

# Their buttons: at most 30 letters.
said-was-answer = It was my answer
said-to-journal = Add to my journal
said-for-coach = That was for my coach
said-send-to-coach = Send it to my coach
said-not-answer = I wanted something else
said-pause-week = Pause a week
said-stop-for-good = Stop for good
said-stop-title = Stop for good?
said-stop-sure = Your track ends here, and your coach will be told. What you've answered stays in your journal.
said-stop-yes = Stop for good
said-enter-leave = Enter my leave
said-help-with = Help me with …
said-commands = What can you do?
said-send-data = Send me my data
said-forget-all = Show me what goes

# What became of it, in place of the sentence and its buttons.
notice-filed = Got it: that's part of your answer to *{ $nudge }* now.
notice-sent-to-coach = { $coach } has it now.
notice-asked-without-words = I've told { $coach } you'd like to talk. Your words stay between us, because you keep that answer to yourself; tell them when you speak.
notice-stopped-for-good =
    { $track ->
        [none] That's it, then: I won't write again unless you ask me to. `/nudge resume` brings me back.
       *[other] *{ $track }* has ended, and I won't write again unless you ask me to: `/nudge resume`. Your answers are in `/nudge journal`.
    }
error-line-unread = Slack won't let me read that message right now. Please press again in a minute.
error-line-not-yours = That only works on what you've typed to me, here in Messages.
error-line-gone = That message isn't there any more, so there's nothing to file.
